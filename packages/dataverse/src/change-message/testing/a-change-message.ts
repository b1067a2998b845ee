const CONTRACTS = 'http://schemas.microsoft.com/xrm/2011/Contracts';

export const A_RECORD_ID = '6d81597f-0f9f-e711-8122-000d3aa2331c';
export const ANOTHER_RECORD_ID = '01b5eeb5-455e-ee11-be6f-000d3a1aaa29';

/** Test support: a Target as Create and Update have it. */
export function anEntity(table: string, id: string, attributes: Record<string, unknown> = {}): object {
  return { __type: `Entity:${CONTRACTS}`, ...anImage(table, id, attributes) };
}

/** Test support: an image, which has no `__type`. */
export function anImage(table: string, id: string, attributes: Record<string, unknown> = {}): object {
  return {
    Attributes: Object.entries(attributes).map(([key, value]) => ({ key, value })),
    EntityState: null,
    FormattedValues: [],
    Id: id,
    KeyAttributes: [],
    LogicalName: table,
    RelatedEntities: [],
    RowVersion: null,
  };
}

/** Test support: a Target as Delete has it. */
export function aReference(table: string, id: string): object {
  return {
    __type: `EntityReference:${CONTRACTS}`,
    Id: id,
    KeyAttributes: [],
    LogicalName: table,
    Name: null,
    RowVersion: null,
  };
}

/** Test support: the body of an asynchronous Update of a contact, with the given members instead. */
export function aChangeMessage(members: Record<string, unknown> = {}): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(aContext(members)));
}

/** Test support: the same before it is written as JSON. */
export function aContext(members: Record<string, unknown> = {}): Record<string, unknown> {
  const id = A_RECORD_ID;
  return {
    BusinessUnitId: 'e2b9dd85-e89e-e711-8122-000d3aa2331c',
    CorrelationId: 'c7b26659-f936-4473-aeb0-600b53f965a7',
    Depth: 1,
    InitiatingUserAgent: '',
    InitiatingUserId: '2f0a1c3e-5b7d-4e9f-8a1b-3c5d7e9f0a1b',
    InputParameters: [
      { key: 'Target', value: anEntity('contact', id, { firstname: 'Anna', contactid: id }) },
    ],
    MessageName: 'Update',
    Mode: 1,
    OperationCreatedOn: '/Date(1506409448000+0000)/',
    OperationId: '4af10637-4ea2-e711-8122-000d3aa2331c',
    OrganizationId: 'ae89a861-e7ad-41ae-a3b2-2533aa62c095',
    OrganizationName: 'unqae89a861',
    OutputParameters: [],
    ParentContext: null,
    PostEntityImages: [
      {
        key: 'AsynchronousStepPrimaryName',
        value: anImage('contact', id, { fullname: 'Anna', contactid: id }),
      },
    ],
    PreEntityImages: [],
    PrimaryEntityId: id,
    PrimaryEntityName: 'contact',
    RequestId: null,
    SecondaryEntityName: 'none',
    SharedVariables: [],
    Stage: 40,
    ...members,
  };
}
