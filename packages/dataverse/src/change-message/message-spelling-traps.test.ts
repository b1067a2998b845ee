import { describe, expect, it } from '@jest/globals';
import { decodeChangeMessage, type MessageContext } from './decode-change-message.ts';
import {
  A_RECORD_ID,
  ANOTHER_RECORD_ID,
  aChangeMessage,
  aContext,
  anEntity,
  anImage,
  aReference,
} from './testing/a-change-message.ts';

function bytes(text: string) {
  return new TextEncoder().encode(text);
}
const CONTACT = { table: 'contact', id: A_RECORD_ID };
const OTHER = { table: 'contact', id: ANOTHER_RECORD_ID };
const NOBODY = '00000000-0000-0000-0000-000000000000';

function decode(members: Record<string, unknown>, context?: MessageContext) {
  return decodeChangeMessage(aChangeMessage(members), context);
}
function parameters(...entries: [string, unknown][]) {
  return entries.map(([key, value]) => ({ key, value }));
}

describe('the spelling of a body', () => {
  it('13: skips a byte order mark', () => {
    const body = Uint8Array.from([0xef, 0xbb, 0xbf, ...aChangeMessage()]);
    expect(decodeChangeMessage(body)).toMatchObject({ records: [CONTACT] });
  });

  it('13: reads UTF-16 that says it is', () => {
    const body = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(JSON.stringify(aContext()), 'utf16le'),
    ]);
    expect(decodeChangeMessage(body)).toMatchObject({ records: [CONTACT] });
  });

  it('14: restores an external id whose UTF-8 was read as Windows-1252', () => {
    const garbled = new TextDecoder('windows-1252').decode(bytes('Žofia-€-Ł'));
    const PreEntityImages = parameters([
      'before',
      anImage('contact', A_RECORD_ID, { new_spotlerid: garbled }),
    ]);
    expect(decode({ PreEntityImages }, { externalIdColumn: 'new_spotlerid' })).toMatchObject({
      externalIds: { [A_RECORD_ID]: 'Žofia-€-Ł' },
    });
  });

  it('14: does not give a message up for bytes that are no UTF-8', () => {
    const text = JSON.stringify(aContext({ OrganizationName: 'caf#' }));
    const body = Uint8Array.from(bytes(text), (byte) => (byte === 0x23 ? 0xe9 : byte));
    expect(decodeChangeMessage(body)).toMatchObject({ records: [CONTACT] });
  });

  it.each([
    '/Date(1506409448000-0700)/',
    '/Date(-62135596800000)/',
    '/Date(1506409448000+0000)/',
    'yesterday',
    null,
  ])('15: does not depend on dates such as %j', (OperationCreatedOn) => {
    expect(decode({ OperationCreatedOn })).toMatchObject({ records: [CONTACT] });
  });

  it('16: writes ids in lower case and without braces', () => {
    const id = `{${A_RECORD_ID.toUpperCase()}}`;
    const InputParameters = parameters(['Target', anEntity('Contact', id)]);
    expect(decode({ InputParameters, PrimaryEntityId: A_RECORD_ID })).toMatchObject({ records: [CONTACT] });
  });

  it('17: is not troubled by numbers beyond 2^53', () => {
    const text = JSON.stringify(aContext({ Depth: 'NUMBER' })).replace(
      '"NUMBER"',
      '90071992547409931234567890',
    );
    expect(decodeChangeMessage(bytes(text))).toMatchObject({ records: [CONTACT] });
  });

  it('18: reads names in whatever case other products write them', () => {
    const text = JSON.stringify(aContext()).replace(
      /"([A-Z])(\w*)":/g,
      (_, first, rest) => `"${first.toLowerCase()}${rest}":`,
    );
    expect(text).toContain('"primaryEntityId"');
    expect(decodeChangeMessage(bytes(text))).toMatchObject({ records: [CONTACT], messageName: 'Update' });
  });

  it('18: knows the business events of the finance products for foreign', () => {
    const body = bytes(
      '{"BusinessEventId":"CustomerPaymentPosted","ControlNumber":5637166326,"EventId":"x"}',
    );
    expect(decodeChangeMessage(body)).toEqual({
      kind: 'foreign',
      table: null,
      messageName: 'CustomerPaymentPosted',
    });
  });

  it('18: reads collections that another tool made plain objects of', () => {
    const Id = { __type: 'Guid:#System', __value: ANOTHER_RECORD_ID };
    const InputParameters = { Target: { LogicalName: 'contact', Id } };
    expect(decode({ InputParameters, PrimaryEntityId: NOBODY })).toMatchObject({ records: [OTHER] });
  });

  it('19: unescapes slashes in __type and dates', () => {
    const text = JSON.stringify(aContext()).replaceAll('/', '\\/');
    expect(decodeChangeMessage(bytes(text))).toMatchObject({ records: [CONTACT] });
  });

  it('20: takes a Restore for a change like any other', () => {
    const InputParameters = parameters(['Target', aReference('contact', A_RECORD_ID)]);
    expect(decode({ MessageName: 'Restore', InputParameters })).toMatchObject({
      kind: 'change',
      records: [CONTACT],
    });
  });
});

describe('messages that are no change', () => {
  it.each(['Retrieve', 'RetrieveMultiple'])('leaves %s of a contact alone', (MessageName) => {
    expect(decode({ MessageName })).toEqual({ kind: 'foreign', table: 'contact', messageName: MessageName });
  });

  it('is no job when the job was deleted', () => {
    const members = { MessageName: 'Delete', PrimaryEntityName: 'spotler_job', InputParameters: [] };
    expect(decode(members, { jobTable: 'spotler_job' })).toMatchObject({ kind: 'foreign' });
  });
});
