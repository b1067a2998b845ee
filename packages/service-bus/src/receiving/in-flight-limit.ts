/**
 * How many messages may be in hand. Fewer once locks are lost: a machine that can't keep the locks of so many
 * works for nothing, since each of these messages comes again.
 */
export interface InFlightLimit {
  /** The limit now; 1 at least. */
  readonly current: number;
  /** The limit while no lock is lost. */
  readonly max: number;
  /** Adds a message that came. */
  add(): InFlightSlot;
}

/** One message in hand. */
export interface InFlightSlot {
  /** Takes note that its lock was lost, if it was not noted before. */
  lost(): void;
  /** Takes note that it is done with. */
  done(): void;
}

/** Messages that bring a halved limit back, as a multiple of the limit. */
const ROUNDS_UNTIL_WHOLE = 64;

/**
 * Builds a limit that halves when locks are lost and grows again, a little with each message that kept its
 * lock, as TCP does with its window. Locks are lost many at a time, and only once does that halve the limit:
 * those of messages that came before say nothing about the new one.
 */
export function createInFlightLimit(max: number): InFlightLimit {
  const growth = max / ROUNDS_UNTIL_WHOLE;
  let limit = max;
  let arrivals = 0;
  let halvedAt = 0;

  function onLost(arrival: number): void {
    if (arrival <= halvedAt) return;
    halvedAt = arrivals;
    limit = Math.max(1, Math.floor(limit) / 2);
  }

  return {
    get current() {
      return Math.floor(limit);
    },
    max,
    add() {
      const arrival = ++arrivals;
      let isLost = false;
      return {
        lost() {
          onLost(arrival);
          isLost = true;
        },
        done() {
          if (!isLost) limit = Math.min(max, limit + growth / limit);
        },
      };
    },
  };
}
