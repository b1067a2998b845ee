import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../values/json-object.ts';
import { createRecordSource } from './create-record-source.ts';
import type { RecordSourceOptions } from './record-source.ts';
import { aRowOf, COLUMN, idOf, someRows } from './testing/some-rows.ts';

/** Reads a contact whose row is like this; null: it is deleted. */
function reading(
  row: JsonObject | null,
  { externalId, ...options }: RecordSourceOptions & { readonly externalId?: string | null } = {},
) {
  const rows = row === null ? {} : { contact: [aRowOf('contact', 1, row)] };
  const source = createRecordSource({ connection: someRows(rows).connection, ...options });
  return source.read({ table: 'contact', id: idOf(1) }, { externalId });
}

const WITH_COLUMN = { externalIdColumn: COLUMN };

describe('the external ids of a reading', () => {
  it.each<[string, JsonObject | null, Parameters<typeof reading>[1], object]>([
    ['are its own', {}, {}, { externalId: idOf(1), externalIdStored: true, formerExternalId: null }],
    [
      'are those of its column',
      { [COLUMN]: 'S-1' },
      WITH_COLUMN,
      { externalId: 'S-1', externalIdStored: true },
    ],
    [
      'are not looked for without a column',
      { [COLUMN]: 'S-1' },
      {},
      { externalId: idOf(1), externalIdStored: true },
    ],
    [
      'are its own where the column is empty',
      {},
      WITH_COLUMN,
      { externalId: idOf(1), externalIdStored: false },
    ],
    [
      'have a former one where a message told another',
      { [COLUMN]: 'S-1' },
      { ...WITH_COLUMN, externalId: 'S-0' },
      { externalId: 'S-1', formerExternalId: 'S-0' },
    ],
    [
      'have no former one where a message told the same',
      { [COLUMN]: 'S-1' },
      { ...WITH_COLUMN, externalId: 'S-1' },
      { formerExternalId: null },
    ],
    [
      'have its own for a former one where the column was empty',
      { [COLUMN]: 'S-1' },
      { ...WITH_COLUMN, externalId: null },
      { formerExternalId: idOf(1) },
    ],
    [
      'have no former one where the column was empty, and nothing stands in for it',
      { [COLUMN]: 'S-1' },
      { ...WITH_COLUMN, externalId: null, externalIdFallback: 'none' },
      { formerExternalId: null },
    ],
    [
      'of a deleted record are what its message told',
      null,
      { ...WITH_COLUMN, externalId: 'S-1' },
      { externalId: 'S-1', externalIdStored: true, formerExternalId: null },
    ],
    [
      'of a deleted record whose column was empty are its own',
      null,
      { ...WITH_COLUMN, externalId: null },
      { externalId: idOf(1), externalIdStored: false },
    ],
  ])('%s', async (_title, row, options, expected) => {
    expect(await reading(row, options)).toMatchObject(expected);
  });
});

it.each([undefined, '', 7])('a row whose ETag is %j is refused, which is said', async (etag) => {
  await expect(reading({ '@odata.etag': etag })).rejects.toMatchObject({
    kind: 'protocol',
    message: 'The row has no ETag: optimistic concurrency is off',
  });
});

it('a row that makes no sense is refused, which is said', async () => {
  await expect(reading({ statecode: '0' })).rejects.toMatchObject({
    kind: 'protocol',
    message: 'Column statecode of contact is not as Dataverse has it',
  });
});

it('a request for what is no record is refused, which is said', async () => {
  const source = createRecordSource({ connection: someRows({}).connection });
  await expect(source.read({ table: 'contact', id: 'x' })).rejects.toThrow('The record id is not a GUID');
  const ref = JSON.parse(`{"table":"task","id":"${idOf(1)}"}`);
  await expect(source.read(ref)).rejects.toThrow('The table is not contact, lead or account');
});

it('a row that is hidden from us is no deleted one, which is said', async () => {
  const world = someRows({});
  world.hidden.add(`contact ${idOf(1)}`);
  const source = createRecordSource({ connection: world.connection });
  const refused = source.read({ table: 'contact', id: idOf(1) });
  await expect(refused).rejects.toMatchObject({ kind: 'rejected', status: 403, code: '0x80042f09' });
  await expect(refused).rejects.toThrow(
    'Dataverse hides this row from us: the privilege to read it is missing',
  );
});
