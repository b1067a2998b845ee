import type { DataverseAuthentication } from './authentication.ts';
import { type Clock, systemClock } from './clock.ts';

/** Where Dataverse is and how to treat it. */
export interface ConnectionOptions {
  /** The organization's URL, such as `https://contoso.crm4.dynamics.com`. A path or query is not looked at. */
  url: string;
  /** How to prove who is asking. */
  authentication: DataverseAuthentication;
  /** Time for one request, in milliseconds. Default 30 000. */
  requestTimeoutMs?: number;
  /** Requests under way at once, over all users of the connection. Default 8; Dataverse allows 52. */
  concurrency?: number;
  /** Repetitions of a request while Dataverse is not available. Default 2; the caller has its own beyond. */
  retries?: number;
  /**
   * Longest wait between two tries, in milliseconds. When Dataverse asks for a longer one the request fails
   * as `unavailable` with `retryAfterMs`. Default 5 000.
   */
  maxRetryDelayMs?: number;
  /** Time and chance, for tests. Default: the machine's. */
  clock?: Clock;
}

/** The same with every default filled in. */
export type ConnectionSettings = Required<ConnectionOptions>;

export function withDefaults(options: ConnectionOptions): ConnectionSettings {
  return {
    url: options.url,
    authentication: options.authentication,
    requestTimeoutMs: options.requestTimeoutMs ?? 30_000,
    concurrency: options.concurrency ?? 8,
    retries: options.retries ?? 2,
    maxRetryDelayMs: options.maxRetryDelayMs ?? 5_000,
    clock: options.clock ?? systemClock,
  };
}
