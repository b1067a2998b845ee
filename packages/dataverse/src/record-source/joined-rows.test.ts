import { describe, expect, it, jest } from '@jest/globals';
import { systemClock } from '@spotler-connector/clock';
import type { JsonObject } from '../values/json-object.ts';
import type { QuestionAnswer } from '../web-api/ask-rows.ts';
import { DataverseError } from '../web-api/dataverse-error.ts';
import { joinQuestions } from '../web-api/joined-questions.ts';
import type { RowAnswer } from '../web-api/row-answer.ts';
import type { RowReader } from '../web-api/row-reader.ts';
import { joinRows } from './joined-rows.ts';

const QUERY = { entitySet: 'contacts', primaryKey: 'contactid', columns: ['contactid'], annotations: null };
const FORBIDDEN = new DataverseError({ kind: 'authentication', message: 'No', status: 403 });
const [A, B, GONE, HIDDEN] = ['a', 'b', 'c', 'd'].map(
  (digit) => `${digit.repeat(8)}-aaaa-4aaa-8aaa-aaaaaaaaaaaa`,
);

function rowOf(id: string): JsonObject {
  return { contactid: id };
}

/** A connection to rows that are there, those that a query does not see, and nothing else. */
function aConnection(visible: readonly (string | undefined)[], hidden: readonly (string | undefined)[] = []) {
  const answer = (id: string): RowAnswer =>
    visible.includes(id) ? rowOf(id) : hidden.includes(id) ? FORBIDDEN : null;
  const row = jest.fn<RowReader['row']>(async (_, id) => {
    const found = answer(id);
    if (found instanceof DataverseError) throw found;
    return found;
  });
  const ask = jest.fn<RowReader['ask']>(async (questions) =>
    questions.map(
      (question): QuestionAnswer =>
        'id' in question
          ? answer(question.id)
          : visible.flatMap((id = '') => (question.filter.includes(id) ? [rowOf(id)] : [])),
    ),
  );
  const read = joinRows(joinQuestions({ row, ask }, systemClock), QUERY);
  return { row, ask, read: (id: string | undefined) => read(id ?? '') };
}

describe('joined reads', () => {
  it('ask for one row by its id, without a query', async () => {
    const { read, ask } = aConnection([A]);
    expect(await read(A)).toEqual(rowOf(A ?? ''));
    expect(ask).not.toHaveBeenCalled();
  });

  it('ask for several with one query, each id once', async () => {
    const { read, ask } = aConnection([A, B]);
    expect(await Promise.all([read(A), read(B), read(A)])).toEqual([A, B, A].map((id = '') => rowOf(id)));
    const filter = `Microsoft.Dynamics.CRM.In(PropertyName='contactid',PropertyValues=['${A}','${B}'])`;
    expect(ask.mock.calls).toEqual([[[{ query: QUERY, filter }]]]);
  });

  it('ask again by id for one that was asked for twice', async () => {
    const { read, row, ask } = aConnection([A]);
    expect(await Promise.all([read(A), read(A)])).toEqual([rowOf(A ?? ''), rowOf(A ?? '')]);
    expect(row).toHaveBeenCalledTimes(1);
    expect(ask).not.toHaveBeenCalled();
  });

  it('confirm what the query lacks, and tell deleted from hidden', async () => {
    const { read } = aConnection([A], [HIDDEN]);
    const [present, deleted, hidden] = await Promise.allSettled([read(A), read(GONE), read(HIDDEN)]);
    expect(present).toMatchObject({ value: rowOf(A ?? '') });
    expect(deleted).toEqual({ status: 'fulfilled', value: null });
    expect(hidden).toMatchObject({ status: 'rejected', reason: { kind: 'rejected', status: 403 } });
  });

  it('tell a hidden row from a hidden table when they are alone too', async () => {
    const { read, ask } = aConnection([], [HIDDEN]);
    await expect(read(HIDDEN)).rejects.toMatchObject({ kind: 'rejected', status: 403 });
    ask.mockRejectedValue(FORBIDDEN);
    await expect(read(HIDDEN)).rejects.toBe(FORBIDDEN);
  });

  it('take a confirmation that is refused as a whole for what it is', async () => {
    const { read, ask, row } = aConnection([A]);
    ask.mockResolvedValueOnce([[rowOf(A ?? '')]]).mockRejectedValue(FORBIDDEN);
    row.mockRejectedValue(FORBIDDEN);
    const [, gone, other] = await Promise.allSettled([read(A), read(B), read(GONE)]);
    expect([gone, other]).toMatchObject([{ reason: FORBIDDEN }, { reason: FORBIDDEN }]);
  });

  it('never take a missing answer for a deletion', async () => {
    const { read, ask } = aConnection([]);
    ask.mockResolvedValueOnce([[]]).mockResolvedValue([]);
    const results = await Promise.allSettled([read(A), read(B)]);
    expect(results).toMatchObject([{ reason: { kind: 'protocol' } }, { reason: { kind: 'protocol' } }]);
  });

  it('keep nothing: a later read asks again', async () => {
    const { read, row } = aConnection([A]);
    await read(A);
    await read(A);
    expect(row).toHaveBeenCalledTimes(2);
  });

  it('fail together when the query fails, and apart when a confirmation does', async () => {
    const { read, ask, row } = aConnection([A]);
    ask.mockRejectedValueOnce(FORBIDDEN);
    expect(await Promise.allSettled([read(A), read(B)])).toMatchObject([
      { reason: FORBIDDEN },
      { reason: FORBIDDEN },
    ]);
    row.mockRejectedValueOnce(new DataverseError({ kind: 'unavailable', message: 'Away' }));
    expect(await Promise.allSettled([read(A), read(B)])).toMatchObject([
      { value: rowOf(A ?? '') },
      { reason: { kind: 'unavailable' } },
    ]);
  });

  it('ask while a request is under way wait for it, and go together', async () => {
    const ids = Array.from({ length: 40 }, (_, index) =>
      `${index}`.padStart(8, '0').concat('-aaaa-4aaa-8aaa-aaaaaaaaaaaa'),
    );
    const { read, row, ask } = aConnection(ids);
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    row.mockImplementation(async (_, id) => answered.then(() => rowOf(id)));
    const reads = ids.map(async (id, index) => {
      for (let turns = 0; turns < 2 * index; turns += 1) await new Promise(setImmediate);
      return read(id);
    });
    for (let turns = 0; turns < 100; turns += 1) await new Promise(setImmediate);
    answer();
    expect(await Promise.all(reads)).toEqual(ids.map(rowOf));
    expect(row.mock.calls.length + ask.mock.calls.length).toBeLessThan(12);
  });
});
