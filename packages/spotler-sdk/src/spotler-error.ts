import type { Endpoint } from './endpoint.ts';

/**
 * Kind of failure; it decides who acts next.
 *
 * - `authentication` (401, 403, or an error type that says so): key, secret or licence are wrong. Never
 *   retried. An administrator acts.
 * - `rejected` (400 and its like): Spotler refuses this data. Never retried. Someone corrects the data.
 * - `unavailable` (429, 5xx, time-out, connection): was retried within the client's bounds; try again later.
 * - `protocol`: the answer cannot be understood, or the path does not exist there; most often a wrong base
 *   URL. Never retried.
 */
export type SpotlerErrorKind = 'authentication' | 'rejected' | 'unavailable' | 'protocol';

/**
 * The facts a {@link SpotlerError} carries. None of them ever holds an id, an address, a value, a header or a
 * body.
 */
export interface SpotlerErrorDetails {
  /** Decides who acts next. */
  readonly kind: SpotlerErrorKind;
  /** Template of the endpoint. */
  readonly endpoint: Endpoint;
  /** HTTP status. */
  readonly status?: number | undefined;
  /** Spotler's own error type. */
  readonly errorType?: string | undefined;
  /** Name of the refused property. */
  readonly property?: string | undefined;
  /** Reason of ours or of Node's. */
  readonly code?: string | undefined;
  /** Milliseconds that Spotler asks to wait. */
  readonly retryAfterMs?: number | undefined;
  /** Whether a write of the call may still take effect. Default false. */
  readonly ambiguous?: boolean | undefined;
  /** Whether the opt-out of the call is done and proven. Default false. */
  readonly optedOut?: boolean | undefined;
}

/** The only error this package rejects with, besides the reason of the caller's own AbortSignal. */
export class SpotlerError extends Error {
  override readonly name = 'SpotlerError';
  /** Decides what to do; see {@link SpotlerErrorKind}. */
  readonly kind: SpotlerErrorKind;
  /** Template of the endpoint, such as `PUT /contact/anonymize/{externalId}`. */
  readonly endpoint: Endpoint;
  /** HTTP status of the answer; undefined when there was none. */
  readonly status: number | undefined;
  /** Spotler's own error type, such as `INVALID_PROPERTY`; undefined when the answer had none. */
  readonly errorType: string | undefined;
  /** Name of the contact property Spotler complains about, when it can be told. Never its value. */
  readonly property: string | undefined;
  /**
   * Reason why no answer came, in Node's words, such as `ECONNREFUSED` or `ETIMEDOUT`; or a reason of this
   * package:
   *
   * - `ERR_ABSENCE_UNPROVEN`: a 404 or 410 without a body, and Spotler does not answer so when it knows no
   *   contact.
   * - `ERR_FOREIGN_ANSWER`: a success that is not Spotler's, or is about another contact.
   * - `ERR_STILL_OPTED_IN`: Spotler took an opt-out, and still shows an enabled permission.
   * - `ERR_PAUSED`, `ERR_CLIENT_CLOSED`: nothing was sent.
   */
  readonly code: string | undefined;
  /** How long Spotler asks to wait, in milliseconds from the moment of the answer. */
  readonly retryAfterMs: number | undefined;
  /**
   * True when a write of this call may have reached Spotler in a try that Spotler did not answer: it timed
   * out, its connection broke, or something in between gave up. Such a write may take effect later. An
   * answered write is never ambiguous, and neither is a read. A call that the caller aborts rejects with the
   * caller's own reason: take every write for ambiguous that was aborted.
   */
  readonly ambiguous: boolean;
  /**
   * True when the opt-out that the call asked for is done and proven, or there is no such contact, and only
   * what came after it failed.
   */
  readonly optedOut: boolean;

  constructor(details: SpotlerErrorDetails) {
    super(describe(details));
    this.kind = details.kind;
    this.endpoint = details.endpoint;
    this.status = details.status;
    this.errorType = details.errorType;
    this.property = details.property;
    this.code = details.code;
    this.retryAfterMs = details.retryAfterMs;
    this.ambiguous = details.ambiguous ?? false;
    this.optedOut = details.optedOut ?? false;
  }
}

/** Tells an error of Spotler's with this type. */
export function hasErrorType(error: unknown, errorType: string): error is SpotlerError {
  return error instanceof SpotlerError && error.errorType === errorType;
}

const MESSAGES: Record<SpotlerErrorKind, string> = {
  authentication: 'Spotler refuses the credentials',
  rejected: 'Spotler refuses the data',
  unavailable: 'Spotler is not available',
  protocol: 'Spotler gave an answer that this API does not give; check the base URL',
};

function describe(details: SpotlerErrorDetails): string {
  const facts = [
    details.status === undefined ? undefined : `status ${details.status}`,
    details.errorType,
    details.property === undefined ? undefined : `property ${details.property}`,
    details.code,
  ].filter((fact) => fact !== undefined);
  const suffix = facts.length === 0 ? '' : ` (${facts.join(', ')})`;
  return `${MESSAGES[details.kind]}: ${details.endpoint}${suffix}`;
}
