import type { ServiceBusMessage } from '@azure/service-bus';

/** A text that stands for every name and address, so that a test can look for it. */
export const CANARY = 'canary-4711@example.org';

/** A change message about a contact, with the canary wherever a person's data can be. */
export function aChangeMessage(id: string, number = 0): ServiceBusMessage {
  const body = {
    MessageName: 'Update',
    PrimaryEntityName: 'contact',
    PrimaryEntityId: id,
    CorrelationId: '11111111-2222-4333-8444-555555555555',
    OperationId: '66666666-7777-4888-9999-000000000000',
    InputParameters: [
      {
        key: 'Target',
        value: {
          LogicalName: 'contact',
          Id: id,
          Attributes: [
            { key: 'emailaddress1', value: CANARY },
            { key: 'lastname', value: `canary-${number}` },
          ],
          FormattedValues: [{ key: 'lastname', value: 'canary' }],
        },
      },
    ],
  };
  return {
    body: Buffer.from(JSON.stringify(body)),
    contentType: 'application/json',
    messageId: `message-${number}`,
    applicationProperties: { 'http://schemas.microsoft.com/xrm/2011/Claims/User': CANARY },
  };
}

/** The id of the so-manyth invented contact. */
export function contactId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
