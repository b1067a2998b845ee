import type { ServiceBusMessage } from '@azure/service-bus';

/** The contents of a change message. */
export interface Told {
  readonly messageName: string;
  readonly table: string;
  readonly id: string;
  readonly organizationId: string;
  /** The pre-image that `register` asks for. */
  readonly image?: Readonly<Record<string, string>> | undefined;
}

/** Builds a change message as Dataverse sends it, about whatever a test likes. */
export function aToldMessage({ messageName, table, id, organizationId, image }: Told): ServiceBusMessage {
  const body = {
    MessageName: messageName,
    PrimaryEntityName: table,
    PrimaryEntityId: id,
    OrganizationId: organizationId,
    InputParameters: [{ key: 'Target', value: { Id: id, LogicalName: table } }],
    PreEntityImages: image === undefined ? [] : [{ key: 'spotler', value: imageOf(table, id, image) }],
  };
  return { body, contentType: 'application/json' };
}

function imageOf(table: string, id: string, columns: Readonly<Record<string, string>>) {
  const attributes = Object.entries(columns).map(([key, value]) => ({ key, value }));
  return { Id: id, LogicalName: table, Attributes: attributes };
}
