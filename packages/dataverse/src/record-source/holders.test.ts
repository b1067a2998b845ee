import { describe, expect, it } from '@jest/globals';
import type { Table } from '@spotler-connector/anonymization-policy';
import type { JsonObject } from '../values/json-object.ts';
import { createRecordSource } from './create-record-source.ts';
import type { RecordSourceOptions } from './record-source.ts';
import { aRowOf, COLUMN, idOf, type SomeRows, someRows } from './testing/some-rows.ts';

type Rows = Readonly<Partial<Record<Table, readonly JsonObject[]>>>;

/** The names of those who hold a contact. */
async function holdersOf(
  world: SomeRows,
  [table, number]: readonly [Table, number],
  externalId: string,
  options: RecordSourceOptions = {},
) {
  const source = createRecordSource({ connection: world.connection, ...options });
  const held = await source.holders({ table, id: idOf(number) }, externalId);
  return held.map(({ ref }) => `${ref.table} ${Number(ref.id.slice(-12))}`).sort();
}

function holding(...values: readonly [Table, number, unknown][]): Rows {
  const rows: Record<Table, JsonObject[]> = { contact: [], lead: [], account: [] };
  for (const [table, number, value] of values) rows[table].push(aRowOf(table, number, { [COLUMN]: value }));
  return rows;
}

/** The part of a filter that finds values with blanks before one of these. */
function behindBlanks(...values: string[]): string {
  const parts = values.map((value) => `contains(${COLUMN},'${value}')`);
  return `(startswith(${COLUMN},' ') and (${parts.join(' or ')}))`;
}

describe('without a column of external ids, a contact is held by', () => {
  it.each<[string, Rows, string[]]>([
    ['nobody', { contact: [aRowOf('contact', 2)] }, []],
    ['its own record, which is there after all', { contact: [aRowOf('contact', 1)] }, ['contact 1']],
    ['a lead of the same id', { lead: [aRowOf('lead', 1), aRowOf('lead', 2)] }, ['lead 1']],
    [
      'one of each table',
      { contact: [aRowOf('contact', 1)], lead: [aRowOf('lead', 1)], account: [aRowOf('account', 1)] },
      ['account 1', 'contact 1', 'lead 1'],
    ],
  ])('%s', async (_title, rows, holders) => {
    const world = someRows(rows);
    expect(await holdersOf(world, ['contact', 1], idOf(1))).toEqual(holders);
    expect(world.asked.sort()).toEqual([
      `account ${idOf(1)}`,
      `contact where Microsoft.Dynamics.CRM.In(PropertyName='contactid',PropertyValues=['${idOf(1)}'])`,
      `lead ${idOf(1)}`,
    ]);
  });

  it('nobody when the id is no GUID, and nobody is asked', async () => {
    const world = someRows({ contact: [aRowOf('contact', 1)] });
    expect(await holdersOf(world, ['contact', 1], 'S-7')).toEqual([]);
    expect(world.asked).toEqual([]);
  });

  it('nobody knows whom when another table hides the row', async () => {
    const world = someRows({});
    world.hidden.add(`account ${idOf(1)}`);
    await expect(holdersOf(world, ['lead', 1], idOf(1))).rejects.toMatchObject({
      name: 'DataverseError',
      kind: 'rejected',
      status: 403,
      code: '0x80042f09',
      message: expect.stringContaining('Another table may have a row with the same id'),
    });
  });
});

describe('with a column of external ids, a contact is held by', () => {
  it.each<[string, RecordSourceOptions['externalIdFallback'], string, Rows, string[]]>([
    [
      'every record with this value',
      'none',
      'S-1',
      holding(['contact', 1, 'S-1'], ['lead', 2, 'S-1'], ['lead', 3, 'S-2']),
      ['contact 1', 'lead 2'],
    ],
    ['none whose value is spelt otherwise', 'none', 'S-1', holding(['contact', 1, 's-1']), []],
    [
      'a record whose value is a number',
      'none',
      '42',
      holding(['account', 1, 42], ['account', 2, 43]),
      ['account 1'],
    ],
    ['a record whose value is below zero', 'none', '-42', holding(['account', 1, -42]), ['account 1']],
    ["a record whose value has a '", 'none', "O'Neil", holding(['contact', 1, "O'Neil"]), ['contact 1']],
    [
      'a record that goes by its own id',
      'record-id',
      idOf(1),
      holding(['contact', 1, null], ['contact', 2, null]),
      ['contact 1'],
    ],
    ['a record that will', 'write-back', idOf(1), holding(['lead', 1, null]), ['lead 1']],
    ['none that has no id then', 'none', idOf(1), holding(['contact', 1, null]), []],
    ['none that has another one', 'record-id', idOf(1), holding(['contact', 1, 'S-9']), []],
    [
      'a record that has the id of another',
      'record-id',
      idOf(1),
      holding(['contact', 2, idOf(1)]),
      ['contact 2'],
    ],
  ])('%s (%s)', async (_title, externalIdFallback, externalId, rows, holders) => {
    const options = { externalIdColumn: COLUMN, externalIdFallback };
    expect(await holdersOf(someRows(rows), ['contact', 1], externalId, options)).toEqual(holders);
  });

  it.each([
    ['S-1', `${COLUMN} eq 'S-1' or ${behindBlanks('S-1')}`],
    ["O'Neil", `${COLUMN} eq 'O''Neil' or ${behindBlanks("O''Neil")}`],
    ['42', `Microsoft.Dynamics.CRM.In(PropertyName='${COLUMN}',PropertyValues=['42'])`],
    ['-42', `Microsoft.Dynamics.CRM.In(PropertyName='${COLUMN}',PropertyValues=['-42'])`],
    ['4a', `${COLUMN} eq '4a' or ${behindBlanks('4a')}`],
    ['a4', `${COLUMN} eq 'a4' or ${behindBlanks('a4')}`],
    ['4-2', `${COLUMN} eq '4-2' or ${behindBlanks('4-2')}`],
    [idOf(1), `${COLUMN} eq '${idOf(1)}' or ${behindBlanks(idOf(1))}`],
  ])('whom a filter finds that fits columns of texts and of numbers: %s', async (externalId, filter) => {
    const world = someRows({});
    const options = { externalIdColumn: COLUMN, externalIdFallback: 'none' } as const;
    await holdersOf(world, ['contact', 1], externalId, options);
    expect(world.asked).toEqual(['contact', 'lead', 'account'].map((table) => `${table} where ${filter}`));
  });

  it('whoever goes by its own id as well, where that may be', async () => {
    const world = someRows({});
    await holdersOf(world, ['contact', 1], idOf(1), { externalIdColumn: COLUMN });
    expect(world.asked[1]).toBe(
      `lead where ${COLUMN} eq '${idOf(1)}' or (${COLUMN} eq null and leadid eq ${idOf(1)}) or ${behindBlanks(idOf(1))}`,
    );
  });

  it('somebody who may not have it when the value begins with a blank, so that nobody knows', async () => {
    const options = { externalIdColumn: COLUMN, externalIdFallback: 'none' } as const;
    const world = someRows(holding(['contact', 1, 'S-1'], ['lead', 2, '  S-1'], ['lead', 3, ' S-12']));
    await expect(holdersOf(world, ['contact', 1], 'S-1', options)).rejects.toMatchObject({
      kind: 'rejected',
      code: 'ExternalIdUnknown',
    });
    const others = someRows(holding(['contact', 1, 'S-1 '], ['lead', 3, ' S-12'], ['lead', 4, ' S-2']));
    expect(await holdersOf(others, ['contact', 1], 'S-1', options)).toEqual(['contact 1']);
  });

  it('all that have these values, numbers among them', async () => {
    const options = { externalIdColumn: COLUMN, externalIdFallback: 'none' } as const;
    const world = someRows({});
    const source = createRecordSource({ connection: world.connection, ...options });
    const ref = { table: 'contact', id: idOf(1) } as const;
    await Promise.all(['S-1', '42', 'S-2'].map((externalId) => source.holders(ref, externalId)));
    const list = `Microsoft.Dynamics.CRM.In(PropertyName='${COLUMN}',PropertyValues=['42'])`;
    expect(world.asked[0]).toBe(
      `contact where ${COLUMN} eq 'S-1' or ${list} or ${COLUMN} eq 'S-2' or ${behindBlanks('S-1', 'S-2')}`,
    );
  });

  it('nobody whose row has no id', async () => {
    const world = someRows({ contact: [{ [COLUMN]: 'S-1' }] });
    expect(await holdersOf(world, ['contact', 1], 'S-1', { externalIdColumn: COLUMN })).toEqual([]);
  });

  it('those of its own value, whoever else is asked about, and each once', async () => {
    const numbers = Array.from({ length: 120 }, (_, index) => index + 1);
    const rows = holding(
      ...numbers.map((number): [Table, number, unknown] => ['contact', number, `S-${number}`]),
    );
    const world = someRows({ ...rows, lead: [aRowOf('lead', 1, { [COLUMN]: 'S-1' })] });
    const { connection } = world;
    const source = createRecordSource({ connection, externalIdColumn: COLUMN, externalIdFallback: 'none' });
    const ref = { table: 'contact', id: idOf(1) } as const;
    const held = await Promise.all([1, ...numbers].map((number) => source.holders(ref, `S-${number}`)));
    expect(held.slice(0, 2).map((each) => each.length)).toEqual([2, 2]);
    expect(held.slice(2).map((each) => each.map(({ externalId }) => externalId))).toEqual(
      numbers.slice(1).map((number) => [`S-${number}`]),
    );
    // Three tables, fifty values in each filter.
    expect(world.asked).toHaveLength(3 * 3);
    expect(world.asked[0]?.split(' eq ')).toHaveLength(51);
  });
});

it('whoever is merged is read with its survivor', async () => {
  const merged = { merged: true, _masterid_value: idOf(9) };
  const rows = { contact: [aRowOf('contact', 1, merged), aRowOf('contact', 9, { donotemail: true })] };
  const source = createRecordSource({ connection: someRows(rows).connection });
  expect(await source.holders({ table: 'contact', id: idOf(1) }, idOf(1))).toMatchObject([
    { mergedInto: { id: idOf(9) }, snapshot: { survivor: { doNotEmail: true } } },
  ]);
});
