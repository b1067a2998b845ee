import type { JsonObject } from '../values/json-object.ts';
import type { QuestionAnswer, RowQuestion } from './ask-rows.ts';
import type { RowQuery } from './row-query.ts';

/** The part of a connection that reads rows by their ids. */
export interface RowReader {
  /**
   * One row by id; null only when Dataverse says that the row does not exist.
   *
   * @throws {DataverseError} in every other case, or the reason of `signal`.
   */
  row(query: RowQuery, id: string, signal?: AbortSignal): Promise<JsonObject | null>;
  /**
   * The rows of these ids that a query finds; one that it does not find may still exist. @throws
   * {DataverseError}
   */
  find(query: RowQuery, ids: readonly string[]): Promise<ReadonlyMap<string, JsonObject>>;
  /** Several questions in one request, answered in their order; at most 1000. @throws {DataverseError} */
  ask(questions: readonly RowQuestion[]): Promise<readonly QuestionAnswer[]>;
}
