import { describe, expect, it } from '@jest/globals';
import { rowsOfMessage } from './records-of-message.ts';
import { A_RECORD_ID, ANOTHER_RECORD_ID, anImage, aReference } from './testing/a-change-message.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

function body(MessageName: string, output: unknown, members: object = {}) {
  return {
    MessageName,
    PrimaryEntityName: 'contact',
    PrimaryEntityId: NOBODY,
    OutputParameters: output,
    ...members,
  };
}
function parameters(...entries: [string, unknown][]) {
  return entries.map(([key, value]) => ({ key, value }));
}

describe('the rows of a message', () => {
  it('are what a Create puts out', () => {
    const output = parameters(['id', A_RECORD_ID]);
    expect(rowsOfMessage(body('Create', output))).toEqual([{ table: 'contact', id: A_RECORD_ID }]);
  });

  it('are what a CreateMultiple puts out, though its Targets have no ids yet', () => {
    const Entities = [anImage('contact', NOBODY), anImage('contact', NOBODY)];
    const output = parameters(['Ids', [A_RECORD_ID, null, ANOTHER_RECORD_ID.toUpperCase()]]);
    const InputParameters = parameters(['Targets', { Entities, EntityName: 'contact' }]);
    expect(rowsOfMessage(body('CreateMultiple', output, { InputParameters }))).toEqual([
      { table: 'contact', id: A_RECORD_ID },
      { table: 'contact', id: ANOTHER_RECORD_ID },
    ]);
    expect(rowsOfMessage(body('CreateMultiple', parameters(['Ids', 'none'])))).toEqual([]);
  });

  it.each(['Update', 'Delete', 'new_CopyContact', 'Merge'])('are not what a %s puts out', (name) => {
    const output = parameters(['id', ANOTHER_RECORD_ID], ['Ids', [ANOTHER_RECORD_ID]]);
    const InputParameters = parameters(['Target', aReference('contact', A_RECORD_ID)]);
    expect(rowsOfMessage(body(name, output, { InputParameters }))).toEqual([
      { table: 'contact', id: A_RECORD_ID },
    ]);
  });

  it('would include another row if every output were taken for a new one', () => {
    const output = parameters(['id', ANOTHER_RECORD_ID]);
    expect(rowsOfMessage(body('new_CopyContact', output))).toEqual([]);
    expect(rowsOfMessage(body('Create', output))).toHaveLength(1);
  });

  it('are of the primary table where a Merge names an id alone, without a Target', () => {
    const InputParameters = parameters(['SubordinateId', ANOTHER_RECORD_ID]);
    expect(rowsOfMessage(body('Merge', null, { InputParameters }))).toEqual([
      { table: 'contact', id: ANOTHER_RECORD_ID },
    ]);
    const nowhere = { InputParameters, PrimaryEntityName: 'none', PrimaryEntityId: A_RECORD_ID };
    expect(rowsOfMessage(body('Merge', null, nowhere))).toEqual([]);
  });

  it('are of the table of the Target otherwise', () => {
    const InputParameters = parameters(
      ['Target', aReference('lead', A_RECORD_ID)],
      ['SubordinateId', ANOTHER_RECORD_ID],
    );
    expect(rowsOfMessage(body('Merge', null, { InputParameters }))).toEqual([
      { table: 'lead', id: A_RECORD_ID },
      { table: 'lead', id: ANOTHER_RECORD_ID },
    ]);
  });

  it('are found beside items that are none', () => {
    const InputParameters = [
      null,
      'Target',
      { key: 7 },
      ...parameters(['Target', aReference('lead', A_RECORD_ID)]),
    ];
    expect(rowsOfMessage(body('Update', null, { InputParameters }))).toEqual([
      { table: 'lead', id: A_RECORD_ID },
    ]);
  });
});
