import type { Clock } from '@spotler-connector/clock';
import { batchNaturally } from '@spotler-connector/natural-batching';
import type { QuestionAnswer, RowQuestion } from './ask-rows.ts';
import { DataverseError } from './dataverse-error.ts';
import { EVEN_SPACING_MS } from './request-budget.ts';
import type { RowReader } from './row-reader.ts';

/** A kind of question that many may ask at once. */
export interface QuestionKind<Key, Answer> {
  /** Questions that, together, ask about all of these keys. */
  readonly questionsAbout: (keys: readonly Key[]) => readonly RowQuestion[];
  /** The answer for each key, in the order of the keys, or why it is not known. */
  readonly answersFor: (
    keys: readonly Key[],
    answers: readonly QuestionAnswer[],
  ) => readonly (Answer | DataverseError)[];
}

/**
 * Makes a function that asks questions of one kind. What is asked while a request is under way goes together
 * into the next one, with questions of all other kinds; those of a kind that was made earlier come first.
 * While many ask, requests are as far apart as Dataverse allows for good, and carry the more.
 * Nothing is kept: an answer is never older than its question.
 */
export type JoinQuestions = <Key, Answer>(kind: QuestionKind<Key, Answer>) => (key: Key) => Promise<Answer>;

/**
 * Dataverse works a batch off one by one, so a request stays small; four questions about records, each with
 * one about its orders, are sent at once, for waiting would save little there.
 */
const LIMITS = { maxItems: 200, maxRequests: 8, eagerItems: 8 };

/** Someone who waits for the answer about a key. */
interface Waiter<Key, Answer> {
  readonly key: Key;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** The questions of one kind in a request. */
interface Part {
  readonly order: number;
  readonly questions: readonly RowQuestion[];
  readonly settle: (answers: readonly QuestionAnswer[]) => void;
  readonly fail: (error: unknown) => void;
}

/** The parts of a request: each kind adds itself once. */
type Request = (() => Part)[];

/** Builds a {@link JoinQuestions} over one connection. */
export function joinQuestions(
  connection: Pick<RowReader, 'row' | 'ask'>,
  clock: Pick<Clock, 'monotonic' | 'sleep'>,
): JoinQuestions {
  let kinds = 0;
  const enter = batchNaturally<(request: Request) => void>(
    async (entering) => {
      const request: Request = [];
      for (const enterInto of entering) enterInto(request);
      const parts = request.map((part) => part()).sort((one, other) => one.order - other.order);
      try {
        const answers = await askAll(
          connection,
          parts.flatMap(({ questions }) => questions),
        );
        let start = 0;
        for (const { questions, settle } of parts) {
          settle(answers.slice(start, start + questions.length));
          start += questions.length;
        }
      } catch (error) {
        for (const { fail } of parts) fail(error);
      }
    },
    { ...LIMITS, spacing: { milliseconds: EVEN_SPACING_MS, clock } },
  );

  return (kind) => askOfKind(kind, kinds++, enter);
}

function askOfKind<Key, Answer>(
  kind: QuestionKind<Key, Answer>,
  order: number,
  enter: (enterInto: (request: Request) => void) => void,
): (key: Key) => Promise<Answer> {
  const waitersIn = new WeakMap<Request, Waiter<Key, Answer>[]>();
  return (key) =>
    new Promise((resolve, reject) =>
      enter((request) => {
        const waiters = waitersIn.get(request) ?? [];
        if (waiters.push({ key, resolve, reject }) > 1) return;
        waitersIn.set(request, waiters);
        request.push(() => partOf(kind, order, waiters));
      }),
    );
}

function partOf<Key, Answer>(
  { questionsAbout, answersFor }: QuestionKind<Key, Answer>,
  order: number,
  waiters: readonly Waiter<Key, Answer>[],
): Part {
  const keys = waiters.map(({ key }) => key);
  return {
    order,
    questions: questionsAbout(keys),
    fail,
    settle(answers) {
      try {
        const found = answersFor(keys, answers);
        for (const [index, { resolve, reject }] of waiters.entries()) {
          const answer = found[index];
          if (answer === undefined || answer instanceof DataverseError) reject(answer ?? unanswered());
          else resolve(answer);
        }
      } catch (error) {
        fail(error);
      }
    },
  };

  function fail(error: unknown): void {
    for (const { reject } of waiters) reject(error);
  }
}

/** A row that is asked for alone needs no batch around it. */
async function askAll(
  connection: Pick<RowReader, 'row' | 'ask'>,
  questions: readonly RowQuestion[],
): Promise<readonly QuestionAnswer[]> {
  const [only] = questions;
  if (questions.length > 1 || only === undefined || 'filter' in only) return connection.ask(questions);
  try {
    return [await connection.row(only.query, only.id)];
  } catch (error) {
    if (error instanceof DataverseError) return [error];
    throw error;
  }
}

function unanswered(): DataverseError {
  return new DataverseError({ kind: 'protocol', message: 'Dataverse gave no answer to a question' });
}
