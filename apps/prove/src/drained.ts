import type { Clock } from '@spotler-connector/clock';

/** How a queue was worked off. */
export interface Draining {
  /** Whether nothing waited any more. */
  readonly isEmpty: boolean;
  /** How many messages waited at the end. */
  readonly left: number;
  /** How long it took, in milliseconds. */
  readonly milliseconds: number;
  /** The longest time without a new low, in milliseconds. */
  readonly haltMs: number;
}

/** Options of {@link drained}. */
export interface DrainingOptions {
  /** How many messages wait. */
  readonly waiting: () => number;
  /** After so many milliseconds without a new low it is given up. */
  readonly maxHaltMs: number;
  readonly clock: Pick<Clock, 'monotonic' | 'sleep'>;
  /** Called every half minute. */
  readonly say: (line: string) => void;
}

const LOOK_EVERY_MS = 100;
const SAY_EVERY_MS = 30_000;

/** Waits until a queue is empty, for as long as it gets emptier: a slow machine takes long, and no fault. */
export async function drained({ waiting, maxHaltMs, clock, say }: DrainingOptions): Promise<Draining> {
  const began = clock.monotonic();
  let low = Number.POSITIVE_INFINITY;
  let lowAt = began;
  let saidAt = began;
  let haltMs = 0;
  for (;;) {
    const now = clock.monotonic();
    const left = waiting();
    haltMs = Math.max(haltMs, now - lowAt);
    if (left === 0 || haltMs >= maxHaltMs) {
      return { isEmpty: left === 0, left, milliseconds: now - began, haltMs };
    }
    if (left < low) {
      low = left;
      lowAt = now;
    }
    if (now - saidAt >= SAY_EVERY_MS) {
      saidAt = now;
      say(`${left} messages left`);
    }
    await clock.sleep(LOOK_EVERY_MS);
  }
}
