import { randomUUID } from 'node:crypto';
import type { AbsentAnswer, OkAnswer } from '../answers/classify-answer.ts';
import type { CallScope } from '../connection/call-scope.ts';
import type { Connection } from '../connection/connection.ts';
import type { Endpoint } from '../requests/endpoint.ts';
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
 * nobody has is answered just so, and the question has that answer again. Rejects with a SpotlerError when
 * that cannot be had. Nothing is remembered from earlier calls: what answers may have changed.
 */
export type AskWithEvidence = <Value>(
  question: Question<Value>,
  scope: CallScope,
) => Promise<Found<Value> | AbsentAnswer>;

/** Builds the way to ask over a connection. */
export function createAskWithEvidence(connection: Connection): AskWithEvidence {
  return async ({ endpoint, ask }, scope) => {
    const first = await ask();
    if (!isBare(first)) return first;
    await listProperties(connection, scope);
    const nobody = { endpoint: 'GET /contact/{externalId}', externalId: randomUUID() } as const;
    const control = await connection.request(nobody, scope);
    const again = await ask();
    if (!isBare(again) || isBare(control)) return again;
    const { status } = again;
    throw new SpotlerError({ kind: 'protocol', endpoint, status, code: 'ERR_ABSENCE_UNPROVEN' });
  };
}

function isBare(answer: Found<unknown> | OkAnswer | AbsentAnswer): answer is AbsentAnswer {
  return answer.kind === 'absent' && answer.evidence === 'status-only';
}
