import { describe, expect, it } from '@jest/globals';
import { decodeChangeMessage } from '@spotler-connector/dataverse';
import fc from 'fast-check';
import { essentialBody, maskedBody } from './masked-body.ts';

/** Texts that are somebody's: none is a single word, a GUID or a type of Dataverse's. */
const personal = fc.constantFrom(
  'canary@example.org',
  'canary van Delft',
  '+31 canary',
  '/Date(1)/ canary',
  'canary:x',
);

/** Names under which values are shown where they have the right form, and others. */
const memberName = fc.oneof(
  fc.constantFrom(
    'MessageName',
    'PrimaryEntityName',
    'Id',
    'key',
    'value',
    '__type',
    'CorrelationId',
    'Depth',
  ),
  personal,
);

const { body } = fc.letrec((tie) => ({
  body: fc.oneof(
    { maxDepth: 4 },
    personal,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('body'), { maxLength: 3 }),
    fc.dictionary(memberName, tie('body'), { maxKeys: 5 }),
  ),
}));

const table = fc.constantFrom('contact', 'lead', 'account');
const changeMessage = fc
  .record({
    message: fc.constantFrom('Create', 'Update', 'Delete', 'SetState'),
    entity: table,
    id: fc.uuid(),
    attribute: personal,
  })
  .map(({ message, entity, id, attribute }) => ({
    MessageName: message,
    PrimaryEntityName: entity,
    PrimaryEntityId: id,
    CorrelationId: id,
    OperationId: id,
    OrganizationId: id,
    InputParameters: [
      {
        key: 'Target',
        value: {
          __type: 'Entity:http://schemas.microsoft.com/xrm/2011/Contracts',
          LogicalName: entity,
          Id: id,
          Attributes: [{ key: 'emailaddress1', value: attribute }],
        },
      },
    ],
  }));

function decoded(value: unknown) {
  return decodeChangeMessage(Buffer.from(JSON.stringify(value)));
}

describe('maskedBody', () => {
  it('lets no personal text through, wherever it is', () => {
    fc.assert(fc.property(body, (value) => !JSON.stringify(maskedBody(value)).includes('canary')));
  });

  it('ends at a depth that nobody needs, whatever a sender nests', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(5_000)}"canary"${']'.repeat(5_000)}`);
    const text = JSON.stringify(maskedBody(deep));
    expect(text).toContain('‹too deep›');
    expect(text).not.toContain('canary');
    const shallow: unknown = JSON.parse(`${'['.repeat(64)}1${']'.repeat(64)}`);
    expect(JSON.stringify(maskedBody(shallow))).toContain('‹number›');
  });

  it('would be caught letting one through', () => {
    const careless = (value: unknown) => JSON.stringify(value).includes('canary');
    expect(fc.check(fc.property(body, (value) => !careless(value))).failed).toBe(true);
  });

  it('keeps what a reconcile goes by: the same records of the same event', () => {
    fc.assert(
      fc.property(changeMessage, (value) => {
        expect(decoded(maskedBody(value))).toEqual(decoded(value));
      }),
    );
  });
});

describe('essentialBody', () => {
  it('keeps what a reconcile goes by, and nothing that is masked', () => {
    fc.assert(
      fc.property(changeMessage, (value) => {
        expect(decoded(essentialBody(value))).toEqual(decoded(value));
        expect(JSON.stringify(essentialBody(value))).not.toMatch(/‹|canary|emailaddress1/);
      }),
    );
  });

  it('lets no personal text through, wherever it is', () => {
    fc.assert(fc.property(body, (value) => !JSON.stringify({ v: essentialBody(value) }).includes('canary')));
  });
});
