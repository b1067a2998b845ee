import { describe, expect, it, jest } from '@jest/globals';
import type { JsonObject } from '../values/json-object.ts';
import type { RowReader } from '../web-api/connection.ts';
import { DataverseError } from '../web-api/dataverse-error.ts';
import type { RowAnswer } from '../web-api/row-answer.ts';
import { joinRows } from './joined-rows.ts';

const QUERY = { entitySet: 'contacts', primaryKey: 'contactid', columns: ['contactid'], annotations: null };
const FORBIDDEN = new DataverseError({ kind: 'authentication', message: 'No', status: 403 });

/** A connection to rows that are there, those that a query does not see, and nothing else. */
function aConnection(visible: readonly string[], hidden: readonly string[] = []) {
  const answer = (id: string): RowAnswer =>
    visible.includes(id) ? { id } : hidden.includes(id) ? FORBIDDEN : null;
  return {
    row: jest.fn<RowReader['row']>(async (_, id) => {
      const found = answer(id);
      if (found instanceof DataverseError) throw found;
      return found;
    }),
    find: jest.fn<RowReader['find']>(
      async (_, ids) =>
        new Map(ids.filter((id) => visible.includes(id)).map((id): [string, JsonObject] => [id, { id }])),
    ),
    each: jest.fn<RowReader['each']>(async (_, ids) => new Map(ids.map((id) => [id, answer(id)]))),
  };
}

describe('joined reads', () => {
  it('ask for one row by its id, without a query', async () => {
    const connection = aConnection(['a']);
    expect(await joinRows(connection, QUERY)('a')).toEqual({ id: 'a' });
    expect(connection.find).not.toHaveBeenCalled();
  });

  it('ask for several with one query, each id once', async () => {
    const connection = aConnection(['a', 'b']);
    const read = joinRows(connection, QUERY);
    expect(await Promise.all([read('a'), read('b'), read('a')])).toEqual([
      { id: 'a' },
      { id: 'b' },
      { id: 'a' },
    ]);
    expect(connection.find.mock.calls.map(([, ids]) => ids)).toEqual([['a', 'b']]);
    expect(connection.each).not.toHaveBeenCalled();
  });

  it('confirm what the query lacks, and tell deleted from hidden', async () => {
    const read = joinRows(aConnection(['a'], ['hidden']), QUERY);
    const [present, deleted, hidden] = await Promise.allSettled([read('a'), read('gone'), read('hidden')]);
    expect(present).toMatchObject({ value: { id: 'a' } });
    expect(deleted).toEqual({ status: 'fulfilled', value: null });
    expect(hidden).toMatchObject({ status: 'rejected', reason: { kind: 'rejected', status: 403 } });
  });

  it('tell a hidden row from a hidden table when they are alone too', async () => {
    const connection = aConnection([], ['hidden']);
    await expect(joinRows(connection, QUERY)('hidden')).rejects.toMatchObject({
      kind: 'rejected',
      status: 403,
    });
    connection.find.mockRejectedValue(FORBIDDEN);
    await expect(joinRows(connection, QUERY)('hidden')).rejects.toBe(FORBIDDEN);
  });

  it('take a batch that is refused as a whole for what it is', async () => {
    const connection = aConnection(['a']);
    connection.each.mockRejectedValue(FORBIDDEN);
    const read = joinRows(connection, QUERY);
    const [, b] = await Promise.allSettled([read('a'), read('b')]);
    expect(b).toMatchObject({ reason: FORBIDDEN });
  });

  it('never take a missing answer for a deletion', async () => {
    const connection = aConnection([]);
    connection.each.mockResolvedValue(new Map());
    const read = joinRows(connection, QUERY);
    const results = await Promise.allSettled([read('a'), read('b')]);
    expect(results).toMatchObject([{ reason: { kind: 'protocol' } }, { reason: { kind: 'protocol' } }]);
  });

  it('keep nothing: a later read asks again', async () => {
    const connection = aConnection(['a']);
    const read = joinRows(connection, QUERY);
    await read('a');
    await read('a');
    expect(connection.row).toHaveBeenCalledTimes(2);
  });

  it('fail together when the query fails, and apart when a confirmation does', async () => {
    const connection = aConnection(['a']);
    connection.find.mockRejectedValueOnce(FORBIDDEN);
    const read = joinRows(connection, QUERY);
    expect(await Promise.allSettled([read('a'), read('b')])).toMatchObject([
      { reason: FORBIDDEN },
      { reason: FORBIDDEN },
    ]);
    connection.each.mockRejectedValueOnce(FORBIDDEN);
    expect(await Promise.allSettled([read('a'), read('b')])).toMatchObject([
      { value: { id: 'a' } },
      { reason: FORBIDDEN },
    ]);
  });
});
