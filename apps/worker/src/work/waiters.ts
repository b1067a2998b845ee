/** Somebody who wants work done, from the first try to the last. */
export interface Waiter {
  /**
   * Whether to go on although the retry budget is used up: true for a few while a circuit is open, so that
   * there is work to try it with when it is half-open. The others give their messages back.
   */
  mayKeepWaiting(): boolean;
  /** Has to be called in the end. */
  done(): void;
}

/** Everybody who waits. */
export interface Waiters {
  /** Counts one more. */
  register(): Waiter;
  /** How many there are. */
  readonly count: number;
  /** Whether as many as are allowed to keep waiting. */
  readonly isFull: boolean;
}

/** Waiters that may keep waiting for as long as it takes. With their work a half-open circuit is tried. */
const MAX_KEPT_WAITING = 8;

/**
 * Counts waiters, of which a few may keep waiting while a circuit is open. `onDone` is called whenever one is
 * done.
 */
export function createWaiters(isOpen: () => boolean, onDone: () => void): Waiters {
  let count = 0;
  let kept = 0;

  function register(): Waiter {
    let isKept = false;
    count += 1;
    return {
      mayKeepWaiting() {
        if (!isOpen()) return false;
        if (!isKept && kept < MAX_KEPT_WAITING) {
          isKept = true;
          kept += 1;
        }
        return isKept;
      },
      done() {
        count -= 1;
        if (isKept) kept -= 1;
        onDone();
      },
    };
  }

  return {
    register,
    get count() {
      return count;
    },
    get isFull() {
      return kept >= MAX_KEPT_WAITING;
    },
  };
}
