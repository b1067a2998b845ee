/** Where the emulator's time comes from: locks, times to live, schedules. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back once, not before the given time; gives the function that prevents it. */
  callAt(at: number, callback: () => void): () => void;
}

/** Node cannot wait longer; whoever is called too early simply asks again. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** The time of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  callAt: (at, callback) => {
    const timer = setTimeout(callback, Math.min(Math.max(0, at - Date.now()), LONGEST_TIMEOUT));
    return () => clearTimeout(timer);
  },
};
