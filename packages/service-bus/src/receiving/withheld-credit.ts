import type { InFlightLimit } from './in-flight-limit.ts';

/** Credit of messages that ended, which the client library is not to give back: too many are in hand. */
export interface WithheldCredit {
  /** The credit to subscribe with. */
  grant(): number;
  /** Resolves when the credit of a message that ended may be given back; so many are still in hand. */
  turn(inFlight: number): Promise<void>;
  /** Whether what was granted is far below the limit, which has grown since. */
  readonly isTooLittle: boolean;
  /** Lets everybody go. */
  releaseAll(): void;
}

/** Granting anew has the intake wait for what is in hand, so it has to be worth it. */
const WORTH_IT = 2;

/** Withholds nothing while the limit is whole and kept. */
export function createWithheldCredit(limit: Pick<InFlightLimit, 'current' | 'max'>): WithheldCredit {
  const waiting: (() => void)[] = [];
  let granted = limit.current;
  let reached = granted;

  /** Gives back as much as the limit has grown: what is withheld beyond that was granted twice. */
  function follow(): void {
    const { current } = limit;
    // None when it shrank.
    for (const release of waiting.splice(0, current - reached)) release();
    reached = current;
  }

  return {
    grant() {
      granted = limit.current;
      reached = granted;
      return granted;
    },
    async turn(inFlight) {
      follow();
      if (inFlight < limit.current) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push(resolve);
      await promise;
    },
    get isTooLittle() {
      const { current, max } = limit;
      return granted < max && (current === max || current >= granted * WORTH_IT);
    },
    releaseAll() {
      for (const release of waiting.splice(0)) release();
    },
  };
}
