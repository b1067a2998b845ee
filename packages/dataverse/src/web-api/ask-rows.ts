import type { DynamicsWebApi } from 'dynamics-web-api';
import type { JsonObject } from '../values/json-object.ts';
import { classifyReadFailure } from './classify-failure.ts';
import { DataverseError } from './dataverse-error.ts';
import { askedOf, filterParams, retrieval } from './read-rows.ts';
import { saysRowDoesNotExist } from './row-absence.ts';
import { allRowsOf, type RowAnswer, rowOfId } from './row-answer.ts';
import type { RowQuery } from './row-query.ts';

/** Asks for the row of an id, or for all rows that a filter finds. */
export type RowQuestion =
  | { readonly query: RowQuery; readonly id: string }
  | { readonly query: RowQuery; readonly filter: string };

/**
 * Answer to a question: the row or null, as when it is asked for by itself; the rows; or why that is not
 * known. A row that a filter does not find may still exist, hidden from us.
 */
export type QuestionAnswer = RowAnswer | readonly JsonObject[];

/**
 * Several questions in one batch, answered in their order. @throws {DataverseError} when the batch as a whole
 * fails. A single question with a filter needs no batch, and its failure is that of the request.
 */
export async function askRows(
  client: DynamicsWebApi,
  questions: readonly RowQuestion[],
  signal: AbortSignal,
  now: number,
): Promise<QuestionAnswer[]> {
  const [only] = questions;
  if (questions.length === 1 && only !== undefined && 'filter' in only) {
    return [await askOne(client, only, signal, now)];
  }
  const batch = client.initializeInstance();
  batch.startBatch();
  try {
    await Promise.all(questions.map((question) => put(batch, question)));
    const answers: unknown = await batch.executeBatch({ continueOnError: true, signal });
    if (!Array.isArray(answers) || answers.length !== questions.length) throw incomplete();
    return questions.map((question, index) => answerOf(answers[index], question, now));
  } catch (error) {
    throw classifyReadFailure(
      Array.isArray(error) ? error.find((item) => item instanceof Error) : error,
      now,
    );
  }
}

async function askOne(
  client: DynamicsWebApi,
  { query, filter }: Extract<RowQuestion, { readonly filter: string }>,
  signal: AbortSignal,
  now: number,
): Promise<readonly JsonObject[]> {
  const { key: _, ...selection } = retrieval(query, '');
  try {
    return allRowsOf(
      await client.retrieveMultiple({ ...selection, queryParams: filterParams(filter), signal }),
    );
  } catch (error) {
    throw classifyReadFailure(error, now);
  }
}

/** The answer to a question about one row. */
export function oneRow(answer: QuestionAnswer | undefined): RowAnswer {
  return answer === undefined || isRows(answer) ? incomplete() : answer;
}

/**
 * The rows that answer a question with a filter. @throws {DataverseError} when it is not known which there
 * are.
 */
export function manyRows(answer: QuestionAnswer | undefined): readonly JsonObject[] {
  if (answer !== undefined && isRows(answer)) return answer;
  throw answer instanceof DataverseError ? answer : incomplete();
}

function isRows(answer: QuestionAnswer): answer is readonly JsonObject[] {
  return Array.isArray(answer);
}

function put(batch: DynamicsWebApi, question: RowQuestion): Promise<unknown> {
  if ('id' in question) return batch.retrieve(retrieval(question.query, question.id));
  const { key: _, ...selection } = retrieval(question.query, '');
  return batch.retrieveMultiple({ ...selection, queryParams: filterParams(question.filter) });
}

function answerOf(answer: unknown, question: RowQuestion, now: number): QuestionAnswer {
  try {
    if ('filter' in question) return allRowsOf(answer);
    const { query, id } = question;
    if (saysRowDoesNotExist(answer, askedOf(query, id))) return null;
    if (answer instanceof Error) throw answer;
    return rowOfId(answer, query, id);
  } catch (error) {
    return classifyReadFailure(error, now);
  }
}

function incomplete(): DataverseError {
  return new DataverseError({ kind: 'protocol', message: "Dataverse's batch answer is incomplete" });
}
