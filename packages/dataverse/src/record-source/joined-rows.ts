import type { JsonObject } from '../values/json-object.ts';
import { manyRows, oneRow } from '../web-api/ask-rows.ts';
import { DataverseError } from '../web-api/dataverse-error.ts';
import type { JoinQuestions } from '../web-api/joined-questions.ts';
import { rowsById, withIds } from '../web-api/read-rows.ts';
import type { RowAnswer } from '../web-api/row-answer.ts';
import type { RowQuery } from '../web-api/row-query.ts';

/** Reads a row, together with everything else that is asked for meanwhile. */
export type ReadJoinedRow = (id: string) => Promise<JsonObject | null>;

/** A query did not find the row, which may be deleted or hidden from us. */
const UNSEEN = Symbol('unseen');

/** The privilege to read the row is missing, or that to read the table. */
interface Refused {
  readonly refusal: DataverseError;
}

/**
 * Joins reads of one table. Nothing is kept: a read always shows the row as it is after it was asked for.
 * A row that a joined answer lacks is asked for by its id, for absence is not deletion.
 */
export function joinRows(join: JoinQuestions, query: RowQuery): ReadJoinedRow {
  const look = lookUp(join, query);
  const find = joinFoundRows(join, query);
  const confirm = join<string, JsonObject | null>({
    questionsAbout: (ids) => ids.map((id) => ({ query, id })),
    answersFor: (ids, answers) => ids.map((_, index) => withoutHidden(oneRow(answers[index]))),
  });

  return async (id) => {
    const found = await look(id);
    if (found === UNSEEN) return confirm(id);
    if (found === null || !isRefused(found)) return found;
    // A 403 can be about the row or about the table: a query over the table fails only in the second case.
    const visible = await find(id);
    if (visible === null) throw hidden(found.refusal);
    return visible;
  };
}

/** Joins a query for the rows of one table. It gives null for one that is deleted, or hidden from us. */
export function joinFoundRows(join: JoinQuestions, query: RowQuery): ReadJoinedRow {
  return join({
    questionsAbout: (ids: readonly string[]) => [{ query, filter: withIds(query, ids) }],
    answersFor(ids, [answer]) {
      const rows = rowsById(manyRows(answer), query);
      return ids.map((id) => rows.get(id) ?? null);
    },
  });
}

/** By id when it is the only one, and then absence is first-hand; else by one query for all. */
function lookUp(join: JoinQuestions, query: RowQuery) {
  return join<string, JsonObject | null | typeof UNSEEN | Refused>({
    questionsAbout(asked) {
      const ids = [...new Set(asked)];
      const [id] = ids;
      if (ids.length === 1 && id !== undefined) return [{ query, id }];
      return [{ query, filter: withIds(query, ids) }];
    },
    answersFor(asked, [answer]) {
      if (new Set(asked).size > 1) return asFound(asked, query, manyRows(answer));
      const row = oneRow(answer);
      return asked.map(() => (isForbidden(row) ? { refusal: row } : row));
    },
  });
}

function asFound(ids: readonly string[], query: RowQuery, rows: readonly JsonObject[]) {
  const found = rowsById(rows, query);
  return ids.map((id) => found.get(id) ?? UNSEEN);
}

function isRefused(found: JsonObject | Refused): found is Refused {
  return found['refusal'] instanceof DataverseError;
}

/** Whether it is an error about a missing privilege. */
export function isForbidden(value: unknown): value is DataverseError {
  return value instanceof DataverseError && value.status === 403;
}

/** The same answer; but a refusal of a row of a table that was read just now is about this row. */
function withoutHidden(answer: RowAnswer): RowAnswer {
  return isForbidden(answer) ? hidden(answer) : answer;
}

/** About this row only, so that one hidden row does not stop everything else. */
function hidden({ code }: DataverseError): DataverseError {
  return new DataverseError({
    kind: 'rejected',
    message: 'Dataverse hides this row from us: the privilege to read it is missing',
    status: 403,
    code,
  });
}
