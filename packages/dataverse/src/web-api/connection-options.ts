import { type Clock, systemClock } from '@spotler-connector/clock';
import type { DataverseAuthentication } from './authentication.ts';

/** Where Dataverse is and how to treat it. */
export interface ConnectionOptions {
  /**
   * The organization's URL, such as `https://contoso.crm4.dynamics.com`. A path or query is not looked at.
   */
  readonly url: string;
  /** How to prove who is asking. */
  readonly authentication: DataverseAuthentication;
  /** Time for one request, in milliseconds. Default 30 000. */
  readonly requestTimeoutMs?: number | undefined;
  /** Requests under way at once, over all users of the connection. Default 8; Dataverse allows 52. */
  readonly concurrency?: number | undefined;
  /** Repetitions of a request while Dataverse is not available. Default 2; the caller has its own beyond. */
  readonly retries?: number | undefined;
  /**
   * Longest wait between two tries, in milliseconds. When Dataverse asks for a longer one the request fails
   * as `unavailable` with `retryAfterMs`. Default 5 000.
   */
  readonly maxRetryDelayMs?: number | undefined;
  /** Time, for tests. Default: the machine's. */
  readonly clock?: Clock | undefined;
  /** Chance, at least 0 and less than 1, which spreads retries. Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** The same with every default filled in. */
export type ConnectionSettings = {
  readonly [Name in keyof ConnectionOptions]-?: Exclude<ConnectionOptions[Name], undefined>;
};

export function withDefaults(options: ConnectionOptions): ConnectionSettings {
  return {
    url: options.url,
    authentication: options.authentication,
    requestTimeoutMs: options.requestTimeoutMs ?? 30_000,
    concurrency: options.concurrency ?? 8,
    retries: options.retries ?? 2,
    maxRetryDelayMs: options.maxRetryDelayMs ?? 5_000,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
  };
}
