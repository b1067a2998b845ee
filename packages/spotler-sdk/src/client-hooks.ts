import type { Endpoint } from './endpoint.ts';
import type { SpotlerErrorKind } from './spotler-error.ts';

/** One finished try. */
export interface AttemptEvent {
  /** Template of the endpoint: no id, no query. */
  readonly endpoint: Endpoint;
  /** 1 for the first try. */
  readonly attempt: number;
  /** From sending to the end of the answer, in milliseconds; waiting for a slot is not in it. */
  readonly durationMs: number;
  /** HTTP status; undefined when no answer came. */
  readonly status: number | undefined;
  /**
   * Kind of the failure; undefined when the answer was a good one (an unknown contact is a good
   * answer).
   */
  readonly failure: SpotlerErrorKind | undefined;
  /** Spotler's error type, such as `CONTACT_NOT_FOUND`. */
  readonly errorType: string | undefined;
  /** Node's code when no answer came, such as `ECONNRESET`. */
  readonly code: string | undefined;
}

/** A failed try is going to be repeated. */
export interface RetryEvent {
  /** Template of the endpoint: no id, no query. */
  readonly endpoint: Endpoint;
  /** The try that failed; 1 for the first. */
  readonly attempt: number;
  /** Wait before the next try, in milliseconds. */
  readonly delayMs: number;
  /** HTTP status of the failed try; undefined when no answer came. */
  readonly status: number | undefined;
  /** Node's code when no answer came, such as `ECONNRESET`. */
  readonly code: string | undefined;
}

/** Spotler asked for quiet: all calls of the client wait. */
export interface PauseEvent {
  /** Template of the endpoint that was answered so. */
  readonly endpoint: Endpoint;
  /** Length of the pause, in milliseconds from now. */
  readonly delayMs: number;
}

/**
 * Called for logs and metrics. Nothing personal is in any event. A hook that throws is ignored: a broken
 * logger must not stop an erasure.
 */
export interface ClientHooks {
  /** After every try, whether it failed or not. */
  readonly onAttempt?: ((event: AttemptEvent) => void) | undefined;
  /** Before the wait that precedes another try. */
  readonly onRetry?: ((event: RetryEvent) => void) | undefined;
  /** When Spotler answered 429, or 503 with a Retry-After. */
  readonly onPause?: ((event: PauseEvent) => void) | undefined;
}

/** Calls a hook if there is one. */
export function callHook<Event>(hook: ((event: Event) => void) | undefined, event: Event): void {
  try {
    hook?.(event);
  } catch {
    // Documented on ClientHooks: a hook cannot fail a call.
  }
}
