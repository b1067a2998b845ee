import type { AbsentAnswer, OkAnswer } from '../answers/classify-answer.ts';
import { type CallScope, openCallScope } from '../connection/call-scope.ts';
import type { Connection } from '../connection/connection.ts';
import type { Endpoint } from '../endpoint.ts';
import type { ApiRequest } from '../requests/build-request.ts';
import { SpotlerError } from '../spotler-error.ts';
import { aJumpingClock } from './jumping-clock.ts';

/** End of a request: an answer, or the error in its place. */
export type Outcome = OkAnswer | AbsentAnswer | Error;

/** A connection without any network, and what it was asked. */
export interface AnsweringConnection {
  readonly connection: Connection;
  /** A scope for calls that get one. */
  readonly scope: CallScope;
  /** The requests so far. */
  readonly requests: readonly ApiRequest[];
  /** The endpoints of the requests so far, in order. */
  endpoints(): readonly Endpoint[];
  /** The JSON that was sent to an endpoint so far. */
  sentTo(endpoint: Endpoint): readonly unknown[];
}

/** Builds one that answers each endpoint with its outcomes in turn, the last one again and again. */
export function answering(
  outcomes: Readonly<Partial<Record<Endpoint, readonly Outcome[]>>>,
): AnsweringConnection {
  const clock = aJumpingClock();
  const requests: ApiRequest[] = [];
  return {
    requests,
    scope: openCallScope(clock, 60_000, undefined),
    endpoints: () => requests.map(({ endpoint }) => endpoint),
    sentTo: (wanted) => requests.flatMap(({ endpoint, json }) => (endpoint === wanted ? [json] : [])),
    connection: {
      runCall: (signal, work) => work(openCallScope(clock, 60_000, signal)),
      async request(request) {
        requests.push(request);
        const count = requests.filter(({ endpoint }) => endpoint === request.endpoint).length;
        const ofEndpoint = outcomes[request.endpoint] ?? [];
        const outcome = ofEndpoint[Math.min(count, ofEndpoint.length) - 1];
        if (outcome === undefined) throw new RangeError(`Nobody expects ${request.endpoint}`);
        if (outcome instanceof Error) throw outcome;
        return outcome;
      },
      close() {},
    },
  };
}

/** A success. */
export function ok(status: number, json?: unknown): OkAnswer {
  return { kind: 'ok', status, json };
}

/** Spotler says that there is no such contact. */
export function unknown(status = 404): AbsentAnswer {
  return { kind: 'absent', status, evidence: 'typed', errorType: 'CONTACT_NOT_FOUND' };
}

/** Something says so by its status alone. */
export function bare(status: number): AbsentAnswer {
  return { kind: 'absent', status, evidence: 'status-only', errorType: undefined };
}

/** Spotler refuses a write. */
export function refused(errorType: string, property?: string): SpotlerError {
  const endpoint = 'POST /contact';
  return new SpotlerError({ kind: 'rejected', endpoint, status: 400, errorType, property });
}

/** Spotler is away. */
export function away(): SpotlerError {
  return new SpotlerError({ kind: 'unavailable', endpoint: 'POST /contact', status: 503 });
}

/** The contact properties of an account with these permissions. */
export function propertiesOf(...bits: number[]): OkAnswer {
  return ok(200, [
    { name: 'groups', type: 'set', entries: [{ bit: 7 }] },
    { name: 'permissions', type: 'set', entries: bits.map((bit) => ({ bit, description: 'p' })) },
  ]);
}
