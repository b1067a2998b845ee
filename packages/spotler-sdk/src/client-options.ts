import { randomUUID } from 'node:crypto';
import type { ClientHooks } from './client-hooks.ts';
import { type Clock, systemClock } from './clock.ts';

/** Options of {@link createSpotlerClient}. */
export interface SpotlerClientOptions {
  /**
   * Where the REST API is, base path included and without query:
   * `https://restapi.mailplus.nl/integrationservice` or
   * `https://restapi.mailplus.nl/integrationservice-1.1.0`. A trailing slash is dropped.
   */
  readonly baseUrl: string;
  /** Key of the REST API integration (Spotler: Settings > Account & Billing > Integrations > REST API). */
  readonly consumerKey: string;
  /** Secret that belongs to the key. */
  readonly consumerSecret: string;
  /** Repeating failed requests. Only those that may succeed later are; every try is signed anew. */
  readonly retry?: RetryOptions | undefined;
  /** Time bounds. Spotler documents none; its own tools use 60 seconds. */
  readonly timeouts?: TimeoutOptions | undefined;
  /** Most requests under way at once; the others wait in line. Spotler documents no limit. Default 8. */
  readonly concurrency?: number | undefined;
  /** Whether sockets are kept open between requests. Default true. */
  readonly keepAlive?: boolean | undefined;
  /** Called for logs and metrics. */
  readonly hooks?: ClientHooks | undefined;
  /**
   * Time of day for signatures and Retry-After dates, and all waiting. Default: the machine's. The bound of a
   * single try is kept by Node's own timers.
   */
  readonly clock?: Clock | undefined;
  /** A new random text for every signature. Default: a random UUID without dashes. */
  readonly nonce?: (() => string) | undefined;
  /** Jitter of the back-off, from 0 up to 1. Default `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** Limits for trying a failed request again. */
export interface RetryPolicy {
  /** Most tries per request, the first included. */
  readonly attempts: number;
  /** Wait before the second try, in milliseconds; doubles with every further try. */
  readonly minDelayMs: number;
  /** Longest wait between two tries, in milliseconds. A longer Retry-After is obeyed all the same. */
  readonly maxDelayMs: number;
}

/** Options for repeating failed requests. */
export interface RetryOptions {
  /** Most tries per request, the first included. Default 4. */
  readonly attempts?: number | undefined;
  /** Wait before the second try, in milliseconds; doubles with every try, with jitter. Default 250. */
  readonly minDelayMs?: number | undefined;
  /**
   * Longest wait between tries, in milliseconds; a longer Retry-After is obeyed all the same. Default 10 000.
   */
  readonly maxDelayMs?: number | undefined;
}

/** Options that bound a call in time. */
export interface TimeoutOptions {
  /** Longest single try, in milliseconds. Default 15 000. */
  readonly attemptMs?: number | undefined;
  /** Longest call, all tries and waits included, in milliseconds; for iterators per page. Default 60 000. */
  readonly totalMs?: number | undefined;
}

/** The options with every default filled in. */
export interface ResolvedOptions {
  readonly baseUrl: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly retry: RetryPolicy;
  readonly attemptMs: number;
  readonly totalMs: number;
  readonly concurrency: number;
  readonly keepAlive: boolean;
  readonly hooks: ClientHooks;
  readonly clock: Clock;
  readonly nonce: () => string;
  readonly random: () => number;
}

/** Fills in the defaults. Throws a TypeError that names the wrong option, never its value. */
export function resolveOptions(options: SpotlerClientOptions): ResolvedOptions {
  const { retry = {}, timeouts = {} } = options;
  return {
    baseUrl: baseUrl(options.baseUrl),
    consumerKey: nonEmpty('consumerKey', options.consumerKey),
    consumerSecret: nonEmpty('consumerSecret', options.consumerSecret),
    retry: {
      attempts: atLeast(1, 'retry.attempts', retry.attempts ?? 4),
      minDelayMs: atLeast(0, 'retry.minDelayMs', retry.minDelayMs ?? 250),
      maxDelayMs: atLeast(0, 'retry.maxDelayMs', retry.maxDelayMs ?? 10_000),
    },
    attemptMs: atLeast(1, 'timeouts.attemptMs', timeouts.attemptMs ?? 15_000),
    totalMs: atLeast(1, 'timeouts.totalMs', timeouts.totalMs ?? 60_000),
    concurrency: atLeast(1, 'concurrency', options.concurrency ?? 8),
    keepAlive: options.keepAlive ?? true,
    hooks: options.hooks ?? {},
    clock: options.clock ?? systemClock,
    nonce: options.nonce ?? (() => randomUUID().replaceAll('-', '')),
    random: options.random ?? Math.random,
  };
}

function baseUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new TypeError('baseUrl must be an http or https URL');
  }
  if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    throw new TypeError('baseUrl must have no query, fragment, user name or password');
  }
  return url.origin + url.pathname.replace(/\/+$/, '');
}

function nonEmpty(name: string, value: string): string {
  if (typeof value !== 'string' || value === '') throw new TypeError(`${name} must be a non-empty text`);
  return value;
}

/** Longest that a timer of Node can wait: one that is set for longer fires at once. */
const MAX_TIMER_MS = 2_147_483_647;

function atLeast(min: number, name: string, value: number): number {
  if (Number.isInteger(value) && value >= min && value <= MAX_TIMER_MS) return value;
  throw new TypeError(`${name} must be a whole number from ${min} to ${MAX_TIMER_MS}`);
}
