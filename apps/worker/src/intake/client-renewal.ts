import { serviceBusCode } from '@spotler-connector/adapters';

/** When a client is to be built anew because of its token. */
export interface ClientRenewalOptions {
  /** The client is old. */
  onAge: () => void;
  /** The client's token was refused a while ago. */
  onRefused: () => void;
  /** How old a client may grow, in milliseconds. */
  everyMs: number;
  /** Ends it. */
  signal: AbortSignal;
}

/** Watches over the age of a client's token. */
export interface ClientRenewal {
  /** Takes note of an error of the receiver. Those that are not about a token do not matter. */
  failed(error: unknown): void;
}

/** Doubles with each refusal in a row: credentials that are wrong stay wrong, and somebody may be mending them. */
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 300_000;

/**
 * Has the client built anew before the library renews its token, and after a token was refused. Version 7.9.5 of the
 * client library stops renewing for good after one renewal that failed; its link stays open and hears nothing more
 * (Azure/azure-sdk-for-js#38467).
 */
export function createClientRenewal({
  onAge,
  onRefused,
  everyMs,
  signal,
}: ClientRenewalOptions): ClientRenewal {
  let ageing: NodeJS.Timeout | undefined;
  let pending: NodeJS.Timeout | undefined;
  let refusals = 0;

  function age(): void {
    clearTimeout(ageing);
    ageing = setTimeout(() => {
      // It lived its whole time without a refusal.
      refusals = 0;
      age();
      onAge();
    }, everyMs);
  }

  age();
  signal.addEventListener('abort', () => {
    clearTimeout(ageing);
    clearTimeout(pending);
  });
  return {
    failed(error) {
      if (serviceBusCode(error) !== 'UnauthorizedAccess' || pending !== undefined || signal.aborted) return;
      const delayMs = Math.min(FIRST_DELAY_MS * 2 ** refusals, LONGEST_DELAY_MS);
      refusals += 1;
      pending = setTimeout(() => {
        pending = undefined;
        age();
        onRefused();
      }, delayMs);
    },
  };
}
