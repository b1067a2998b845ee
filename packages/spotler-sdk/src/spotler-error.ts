import type { Endpoint } from './requests/endpoint.ts';

/**
 * Kind of failure; it decides who acts next.
 *
 * - `authentication` (401, 403, or an error type that says so): key, secret or licence are wrong. Never retried. An administrator acts.
 * - `rejected` (400 and its like): Spotler refuses this data. Never retried. Someone corrects the data.
 * - `unavailable` (429, 5xx, time-out, connection): was retried within the client's bounds; try again later.
 * - `protocol`: the answer cannot be understood, or the path does not exist there; most often a wrong base URL. Never retried.
 */
export type SpotlerErrorKind = 'authentication' | 'rejected' | 'unavailable' | 'protocol';

/** The facts a {@link SpotlerError} carries. None of them ever holds an id, an address, a value, a header or a body. */
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
  /** Why no answer came. */
  readonly code?: string | undefined;
  /** Milliseconds that Spotler asks to wait. */
  readonly retryAfterMs?: number | undefined;
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
  /** Why no answer came, in Node's words, such as `ECONNREFUSED` or `ETIMEDOUT`. */
  readonly code: string | undefined;
  /** How long Spotler asks to wait, in milliseconds from the moment of the answer. */
  readonly retryAfterMs: number | undefined;

  constructor(details: SpotlerErrorDetails) {
    super(describe(details));
    this.kind = details.kind;
    this.endpoint = details.endpoint;
    this.status = details.status;
    this.errorType = details.errorType;
    this.property = details.property;
    this.code = details.code;
    this.retryAfterMs = details.retryAfterMs;
  }
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
