import type { Clock } from '@spotler-connector/clock';
import { serviceBusCode } from '../service-bus-code.ts';
import { sleepUnlessAborted } from '../sleep-unless-aborted.ts';

/** When a client is to be replaced because of its token, and who is told. */
export interface ClientRecyclerOptions {
  /** The client is old. */
  readonly onAged: () => void;
  /** The client's token was refused a while ago. */
  readonly onTokenRefused: () => void;
  /** How old a client may grow, in milliseconds. */
  readonly maxAgeMs: number;
  /** Times the clients. */
  readonly clock: Clock;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Watches over the age of a client's token. */
export interface ClientRecycler {
  /** Takes note of an error of the receiver. Those that are not about a token do not matter. */
  onError(error: unknown): void;
}

/**
 * Doubles with each refusal in a row: credentials that are wrong stay wrong, and somebody may be mending
 * them.
 */
const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 300_000;

/**
 * Has the client replaced before the library renews its token, and after a token was refused. Version 7.9.5
 * of the client library stops renewing for good after one renewal that failed; its link stays open and
 * receives nothing more (Azure/azure-sdk-for-js#38467; #39104 mends it in a later version).
 */
export function createClientRecycler(options: ClientRecyclerOptions): ClientRecycler {
  const { onAged, onTokenRefused, maxAgeMs, clock, signal } = options;
  let replaced = new AbortController();
  let pending = false;
  let refusals = 0;

  async function age(): Promise<void> {
    replaced.abort();
    replaced = new AbortController();
    const end = AbortSignal.any([signal, replaced.signal]);
    while (await sleepUnlessAborted(clock, maxAgeMs, end)) {
      // It lived its whole time without a refusal.
      refusals = 0;
      onAged();
    }
  }

  async function recycleSoon(): Promise<void> {
    const delayMs = Math.min(FIRST_DELAY_MS * 2 ** refusals, MAX_DELAY_MS);
    refusals += 1;
    pending = true;
    const due = await sleepUnlessAborted(clock, delayMs, signal);
    pending = false;
    if (!due) return;
    void age();
    onTokenRefused();
  }

  void age();
  return {
    onError(error) {
      if (serviceBusCode(error) === 'UnauthorizedAccess' && !pending) void recycleSoon();
    },
  };
}
