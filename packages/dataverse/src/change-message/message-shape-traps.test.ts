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

const CONTACT = { table: 'contact', id: A_RECORD_ID };
const OTHER = { table: 'contact', id: ANOTHER_RECORD_ID };
const NOBODY = '00000000-0000-0000-0000-000000000000';

function decode(members: Record<string, unknown>, context?: MessageContext) {
  return decodeChangeMessage(aChangeMessage(members), context);
}
function parameters(...entries: [string, unknown][]) {
  return entries.map(([key, value]) => ({ key, value }));
}

describe('the shape of a body', () => {
  it('1: finds parameters in arrays of key and value, wherever they stand', () => {
    const InputParameters = parameters(['x-ms-app-name', 'd365'], ['Target', anEntity('lead', A_RECORD_ID)]);
    expect(decode({ InputParameters, PrimaryEntityName: 'lead' })).toMatchObject({
      records: [{ table: 'lead', id: A_RECORD_ID }],
    });
  });

  it('2: reads images though they have no __type', () => {
    const PreEntityImages = parameters(['before', anImage('contact', A_RECORD_ID, { new_spotlerid: 'S-1' })]);
    expect(
      decode({ MessageName: 'Delete', PreEntityImages }, { externalIdColumn: 'new_spotlerid' }),
    ).toMatchObject({
      externalIds: { [A_RECORD_ID]: 'S-1' },
    });
  });

  it('3: is not troubled by a multi-select column, which is a bare array', () => {
    const choices = [{ Value: 1 }, { Value: 2 }];
    const InputParameters = parameters([
      'Target',
      anEntity('contact', A_RECORD_ID, { new_interests: choices }),
    ]);
    expect(decode({ InputParameters })).toMatchObject({ kind: 'change', records: [CONTACT] });
  });

  it('4: takes the record of a Delete from the reference in Target', () => {
    const InputParameters = parameters(['Target', aReference('contact', A_RECORD_ID)]);
    expect(decode({ MessageName: 'Delete', InputParameters })).toMatchObject({
      records: [CONTACT],
      stripped: false,
    });
  });

  it('5: takes the record of a SetState from EntityMoniker', () => {
    const InputParameters = parameters(
      ['EntityMoniker', aReference('contact', ANOTHER_RECORD_ID)],
      ['State', { Value: 1 }],
    );
    expect(decode({ MessageName: 'SetState', InputParameters, PrimaryEntityId: NOBODY })).toMatchObject({
      records: [OTHER],
    });
  });

  it('6: names survivor and subordinate of a Merge', () => {
    const InputParameters = parameters(
      ['SubordinateId', `{${ANOTHER_RECORD_ID}}`],
      ['Target', aReference('contact', A_RECORD_ID)],
    );
    expect(decode({ MessageName: 'Merge', InputParameters })).toMatchObject({ records: [CONTACT, OTHER] });
  });

  it('7: names every record of a collection of Targets, whose items have no __type', () => {
    const Entities = [
      anImage('contact', A_RECORD_ID),
      anImage('contact', ANOTHER_RECORD_ID),
      anImage('task', A_RECORD_ID),
    ];
    const InputParameters = parameters(['Targets', { Entities, EntityName: 'contact', MoreRecords: false }]);
    expect(decode({ MessageName: 'UpdateMultiple', InputParameters, PrimaryEntityId: NOBODY })).toMatchObject(
      {
        records: [CONTACT, OTHER],
      },
    );
  });

  it('7: takes a bare array of references too', () => {
    const InputParameters = parameters([
      'Targets',
      [aReference('contact', A_RECORD_ID), aReference('contact', A_RECORD_ID)],
    ]);
    expect(decode({ MessageName: 'DeleteMultiple', InputParameters })).toMatchObject({ records: [CONTACT] });
  });

  it('8: leaves a message without Target and table alone', () => {
    const members = {
      MessageName: 'new_DoSomething',
      InputParameters: parameters(['Text', 'x']),
      PrimaryEntityName: 'none',
      PrimaryEntityId: NOBODY,
    };
    expect(decode(members)).toEqual({ kind: 'foreign', table: null, messageName: 'new_DoSomething' });
  });

  it('9: does not take the uninvited image for a registered one', () => {
    const PreEntityImages = parameters(
      ['AsynchronousStepPrimaryName', anImage('contact', A_RECORD_ID, { fullname: 'Anna Berg' })],
      ['before', anImage('contact', A_RECORD_ID, { new_spotlerid: 'S-1' })],
    );
    expect(decode({ PreEntityImages }, { externalIdColumn: 'new_spotlerid' })).toMatchObject({
      externalIds: { [A_RECORD_ID]: 'S-1' },
    });
  });

  it('10: never looks at ParentContext, which may be about something else', () => {
    const ParentContext = aContext({ PrimaryEntityName: 'account', PrimaryEntityId: ANOTHER_RECORD_ID });
    expect(decode({ ParentContext, InputParameters: [] })).toMatchObject({ records: [CONTACT] });
  });

  it.each([
    ['absent', undefined],
    ['null', null],
    ['empty', []],
  ])('11: re-reads the primary entity when parameters are %s', (_, none) => {
    const stripped = {
      InputParameters: none,
      ParentContext: none,
      PreEntityImages: none,
      PostEntityImages: none,
    };
    expect(decode(stripped)).toMatchObject({ records: [CONTACT], stripped: true });
  });

  it('11: believes the property that says that the body was stripped', () => {
    const applicationProperties = { MessageMaxSizeExceeded: true };
    expect(decode({}, { applicationProperties })).toMatchObject({ stripped: true });
    expect(decode({}, { applicationProperties: { MessageMaxSizeExceeded: false } })).toMatchObject({
      stripped: false,
    });
  });

  it('11: says what is missing when nothing of a stripped collection is left', () => {
    const decoded = decode({ MessageName: 'UpdateMultiple', InputParameters: null, PrimaryEntityId: NOBODY });
    expect(decoded).toMatchObject({ kind: 'malformed', report: { problems: [{ path: 'PrimaryEntityId' }] } });
  });

  it('12: does not mind members that nobody heard of', () => {
    expect(decode({ Zeta: { deep: [1, { key: 'Target' }] }, AadTenant: null })).toMatchObject({
      records: [CONTACT],
    });
  });
});
