import { randomUUID } from 'node:crypto';
import { type AbsentAnswer, isBare, type OkAnswer } from '../answers/classify-answer.ts';
import type { CallScope } from '../connection/call-scope.ts';
import type { Connection } from '../connection/connection.ts';
import type { Endpoint } from '../endpoint.ts';
import { SpotlerError } from '../spotler-error.ts';
import { listProperties } from './account-properties.ts';

/** The contact is there, and this is what the question gave. */
export interface Found<Value> {
  readonly kind: 'found';
  readonly value: Value;
}

/** A question about one contact, which can be asked again. */
export interface Question<Value> {
  readonly endpoint: Endpoint;
  ask(): Promise<Found<Value> | AbsentAnswer>;
}

/**
 * Asks a question until "no such contact" is an answer to rely on. Spotler's own typed answer is. A bare 404
 * or 410 is when, after it and in the same call, the path and the credentials are shown to work, an id that
 * nobody has is answered just so, and the question has that answer again, three times in turn. Rejects
 * with a SpotlerError when that cannot be had.
 *
 * No proof is remembered from earlier calls: what answers may have changed. That a bare answer can't be
 * Spotler's is: once a missing contact was named in Spotler's own form, no bare answer counts any more.
 */
export type AskWithEvidence = <Value>(
  question: Question<Value>,
  scope: CallScope,
) => Promise<Found<Value> | AbsentAnswer>;

/** A front that answers each request as it likes would have to guess right so often. */
const ROUNDS = 3;

/** Builds the way to ask over a connection. */
export function createAskWithEvidence(connection: Connection): AskWithEvidence {
  let namesMissingContacts = false;

  /** Takes note of an answer in Spotler's own form. It only ever makes the rule stricter. */
  function noting<Answer extends Found<unknown> | OkAnswer | AbsentAnswer>(answer: Answer): Answer {
    if (answer.kind === 'absent' && !isBare(answer)) namesMissingContacts = true;
    return answer;
  }

  return async ({ endpoint, ask }, scope) => {
    let last = noting(await ask());
    for (let round = 0; round < ROUNDS && isBare(last) && !namesMissingContacts; round++) {
      await listProperties(connection, scope);
      const nobody = { endpoint: 'GET /contact/{externalId}', externalId: randomUUID() } as const;
      const control = noting(await connection.request(nobody, scope));
      last = noting(await ask());
      if (isBare(last) && !isBare(control)) throw unproven(endpoint, last);
    }
    if (!isBare(last) || !namesMissingContacts) return last;
    const again = noting(await ask());
    if (isBare(again)) throw unproven(endpoint, again);
    return again;
  };
}

function unproven(endpoint: Endpoint, { status }: AbsentAnswer): SpotlerError {
  return new SpotlerError({ kind: 'protocol', endpoint, status, code: 'ERR_ABSENCE_UNPROVEN' });
}
