import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '@spotler-connector/clock';

/** The rest of what Dataverse allows a user, as its answers tell it, and a turn for each request. */
export interface RequestBudget {
  /** Takes note of what an answer says is left. Headers that are missing or no numbers change nothing. */
  note(headers: IncomingHttpHeaders): void;
  /** Resolves when a request may be sent; rejects with the reason of `signal`. */
  turn(signal?: AbortSignal): Promise<void>;
}

/** A user has 6000 requests in any five minutes: so far apart they never run out (learn: api-limits). */
export const EVEN_SPACING_MS = 300_000 / 6_000;
/** A tenth of the 6000 requests, and of the 20 minutes of execution time. */
const LOW = { requests: 600, seconds: 120 };

/**
 * Spreads requests evenly once little is left of the five minutes' allowance, so that Dataverse need not
 * refuse any. Questions that wait meanwhile join the next request, so few records wait for it.
 *
 * The headers can only slow requests down: they are meant for debugging, the number is that of one
 * connection, and nobody documents their form (learn: api-limits). What counts is the 429, as without them.
 */
export function createRequestBudget(clock: Clock): RequestBudget {
  let requests = Number.POSITIVE_INFINITY;
  let seconds = Number.POSITIVE_INFINITY;
  let lastTurn = Number.NEGATIVE_INFINITY;
  return {
    note(headers) {
      requests = amountOf(headers['x-ms-ratelimit-burst-remaining-xrm-requests']) ?? requests;
      seconds = amountOf(headers['x-ms-ratelimit-time-remaining-xrm-requests']) ?? seconds;
    },
    async turn(signal) {
      if (requests >= LOW.requests && seconds >= LOW.seconds) return;
      const now = clock.monotonic();
      lastTurn = Math.max(now, lastTurn + EVEN_SPACING_MS);
      if (lastTurn > now) await clock.sleep(lastTurn - now, signal);
    },
  };
}

/** Reads a number with separators of thousands, such as `1,200.00`. */
function amountOf(header: string | string[] | undefined): number | undefined {
  if (typeof header !== 'string' || !/^\d[\d,]*(\.\d+)?$/.test(header)) return undefined;
  return Number(header.replaceAll(',', ''));
}
