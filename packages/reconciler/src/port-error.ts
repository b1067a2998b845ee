/**
 * Which system a failure belongs to: `source` is Dataverse, `target` is Spotler, `state` is what workers
 * share.
 */
export type Side = 'source' | 'target' | 'state';

/**
 * - `authentication`: credentials or rights are refused; nothing will work until somebody mends them.
 * - `rejected`: this request's data is refused; trying again is no use.
 * - `unavailable`: the system is busy or away; trying again later is.
 * - `protocol`: an answer that makes no sense, most often a wrong address; somebody must look.
 */
export type FailureKind = 'authentication' | 'rejected' | 'unavailable' | 'protocol';

/** The facts about a failure, free of personal data. */
export interface Failure {
  /** The system that failed. */
  readonly side: Side;
  /** The kind of failure, which says what to do about it. */
  readonly kind: FailureKind;
  /** HTTP status, when an answer came. */
  readonly status?: number | undefined;
  /** The foreign system's own code for it, such as Spotler's `errorType`. */
  readonly code?: string | undefined;
  /** The property that was refused, or the column that can't be read: its name, never its value. */
  readonly property?: string | undefined;
  /** How long the system asked to be left alone, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** Whether a write may have reached the system and may still take effect, although no answer came. */
  readonly ambiguous?: boolean | undefined;
}

/** The only error that crosses a port. Adapters translate their library's errors into it. */
export class PortError extends Error {
  override readonly name = 'PortError';
  /** Everything known about the failure. */
  readonly failure: Failure;

  /** `cause` must be free of personal data: it is printed with the error. */
  constructor(failure: Failure, options?: { cause?: unknown }) {
    super(describe(failure), options);
    this.failure = failure;
  }
}

function describe({ side, kind, status, code, property }: Failure): string {
  const details = [status, code, property].filter((detail) => detail !== undefined).join(', ');
  return `${side} ${kind}${details === '' ? '' : ` (${details})`}`;
}
