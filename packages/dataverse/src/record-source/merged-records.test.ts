import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../values/json-object.ts';
import { createRecordSource } from './create-record-source.ts';
import { aRowOf, idOf, someRows } from './testing/some-rows.ts';

const FIRST = { table: 'contact', id: idOf(1) } as const;

function mergedInto(number: number, survivor: unknown, given: JsonObject = {}): JsonObject {
  return aRowOf('contact', number, { merged: true, _masterid_value: survivor, statecode: 1, ...given });
}

async function mergedOf(rows: readonly JsonObject[]) {
  const world = someRows({ contact: rows });
  const found = await createRecordSource({ connection: world.connection }).mergedRecords(FIRST);
  return { ...world, numbers: found.map(({ ref }) => Number(ref.id.slice(-12))), found };
}

describe('the records that were merged into one', () => {
  it('are found directly and by way of others', async () => {
    const rows = [
      mergedInto(2, idOf(1)),
      mergedInto(3, idOf(2)),
      mergedInto(4, idOf(9)),
      mergedInto(5, idOf(1)),
    ];
    const { numbers, asked } = await mergedOf([aRowOf('contact', 1), ...rows]);
    expect(numbers).toEqual([2, 5, 3]);
    expect(asked[0]).toBe(`contact where merged eq true and (_masterid_value eq ${idOf(1)})`);
    expect(asked[1]).toBe(
      `contact where merged eq true and (_masterid_value eq ${idOf(2)} or _masterid_value eq ${idOf(5)})`,
    );
  });

  it('are none where nothing names it', async () => {
    const rows = [aRowOf('contact', 2, { _masterid_value: idOf(1) }), mergedInto(3, null)];
    expect((await mergedOf(rows)).numbers).toEqual([]);
  });

  it.each(['lead', 'account'] as const)('are found in the table of the record: %s', async (table) => {
    const merged = { merged: true, _masterid_value: idOf(1) };
    const world = someRows({ [table]: [aRowOf(table, 1), aRowOf(table, 2, merged)] });
    const source = createRecordSource({ connection: world.connection });
    expect(await source.mergedRecords({ table, id: idOf(1) })).toMatchObject([
      { ref: { table, id: idOf(2) } },
    ]);
  });

  it('are those of each survivor, whoever else is asked about', async () => {
    const contact = [
      mergedInto(3, idOf(1)),
      mergedInto(4, idOf(2)),
      mergedInto(5, idOf(2), { contactid: 'none' }),
    ];
    const source = createRecordSource({ connection: someRows({ contact }).connection });
    const found = await Promise.all(
      [1, 2].map((number) => source.mergedRecords({ table: 'contact', id: idOf(number) })),
    );
    expect(found.map((each) => each.map(({ ref }) => ref.id))).toEqual([[idOf(3)], [idOf(4)]]);
  });

  it('come to an end where they name each other, and are refused', async () => {
    const circle = mergedOf([mergedInto(1, idOf(2)), mergedInto(2, idOf(1))]);
    await expect(circle).rejects.toThrow('in a circle');
  });

  it('are asked about in parts that fit into a request', async () => {
    const many = Array.from({ length: 120 }, (_, index) => mergedInto(index + 2, idOf(1)));
    const { numbers, asked } = await mergedOf([...many, mergedInto(500, idOf(121))]);
    expect(numbers).toHaveLength(121);
    expect(numbers.at(-1)).toBe(500);
    const sizes = asked.filter((each) => each.includes('where')).map((each) => each.split(' or ').length);
    expect(sizes.slice(0, 5)).toEqual([1, 50, 50, 20, 1]);
  });

  it('are read with what became of them', async () => {
    const survivor = aRowOf('contact', 1, { donotbulkemail: true });
    const { found } = await mergedOf([survivor, mergedInto(2, idOf(1))]);
    expect(found).toMatchObject([
      { mergedInto: FIRST, snapshot: { state: 'inactive', survivor: { doNotBulkEmail: true } } },
    ]);
  });
});

describe('a merged record', () => {
  async function read(rows: readonly JsonObject[], number = 2) {
    const source = createRecordSource({ connection: someRows({ contact: rows }).connection });
    return source.read({ table: 'contact', id: idOf(number) });
  }

  it('is read with its survivor, and that one with its own', async () => {
    const rows = [aRowOf('contact', 1, { donotemail: true }), mergedInto(2, idOf(3)), mergedInto(3, idOf(1))];
    expect(await read(rows)).toMatchObject({
      mergedInto: { table: 'contact', id: idOf(3) },
      snapshot: { presence: 'present', survivor: { state: 'inactive', survivor: { doNotEmail: true } } },
    });
  });

  it('may have a survivor that is deleted, or that nobody knows', async () => {
    expect(await read([mergedInto(2, idOf(3))])).toMatchObject({
      snapshot: { survivor: { table: 'contact', presence: 'deleted' } },
    });
    const unknown = await read([mergedInto(2, null)]);
    expect(unknown.mergedInto).toBe('unknown');
    expect(unknown.snapshot).toHaveProperty('survivor', undefined);
  });

  it('is none unless it says so itself', async () => {
    const { mergedInto: into, snapshot } = await read([aRowOf('contact', 2, { _masterid_value: idOf(1) })]);
    expect(into).toBeNull();
    expect(snapshot).not.toHaveProperty('survivor');
  });

  it('is refused when its survivors go in a circle, or on for ever', async () => {
    const inCircles = { kind: 'rejected', message: 'The record was merged in a circle' };
    await expect(read([mergedInto(2, idOf(3)), mergedInto(3, idOf(2))])).rejects.toMatchObject(inCircles);
    const chain = (length: number) =>
      Array.from({ length }, (_, index) => mergedInto(index + 2, idOf(index + 3)));
    await expect(read(chain(21))).rejects.toMatchObject(inCircles);
    expect(await read(chain(20))).toMatchObject({ mergedInto: { id: idOf(3) } });
  });
});
