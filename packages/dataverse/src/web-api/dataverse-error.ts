/**
 * - `authentication`: no token, or Dataverse refuses it or lacks a privilege (401, 403). Nothing will work
 *   until somebody mends the rights.
 * - `rejected`: this record alone can't be handled: a write's data is refused (other 4xx), the row is hidden
 *   from us (403 though the table can be read; never a deletion), or it has no external id.
 * - `unavailable`: busy, away or too slow (408, 429, 5xx, connection, time-out); trying again later is.
 * - `protocol`: an answer that makes no sense, most often a wrong address, table or column name.
 */
export type DataverseErrorKind = 'authentication' | 'rejected' | 'unavailable' | 'protocol';

/** Facts about a failure, free of personal data, tokens and URLs. */
export interface DataverseFailure {
  /** Kind of failure: what the caller can do about it. */
  readonly kind: DataverseErrorKind;
  /** Description of the failure, in words of our own. */
  readonly message: string;
  /** HTTP status, when an answer came. */
  readonly status?: number | undefined;
  /** Dataverse's error code such as `0x80040217`, or the connection's such as `ECONNREFUSED`. */
  readonly code?: string | undefined;
  /** How long Dataverse asked to be left alone, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

/**
 * The only error that calls to Dataverse throw, besides the reason of the caller's own abort signal. The
 * answer's text is never in it, for Dataverse quotes values there.
 */
export class DataverseError extends Error {
  override readonly name = 'DataverseError';
  /** Kind of failure: what the caller can do about it. */
  readonly kind: DataverseErrorKind;
  /** HTTP status, when an answer came. */
  readonly status: number | undefined;
  /** Dataverse's error code such as `0x80040217`, or the connection's such as `ECONNREFUSED`. */
  readonly code: string | undefined;
  /** How long Dataverse asked to be left alone, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor({ kind, message, status, code, retryAfterMs }: DataverseFailure) {
    const details = [status, code].filter((detail) => detail !== undefined).join(', ');
    super(details === '' ? message : `${message} (${details})`);
    this.kind = kind;
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}
