import type { Waits } from './month-report.ts';

/** Takes in waits, and says how long they were. */
export interface WaitMeter {
  add(milliseconds: number): void;
  waits(): Waits;
}

const FIRST_CAPACITY = 1024;

/** Builds it. Eight bytes for each wait: so a million of them need no more than eight megabytes. */
export function createWaitMeter(): WaitMeter {
  let kept = new Float64Array(FIRST_CAPACITY);
  let count = 0;
  return {
    add(milliseconds) {
      if (count === kept.length) {
        const larger = new Float64Array(kept.length * 2);
        larger.set(kept);
        kept = larger;
      }
      kept[count++] = milliseconds;
    },
    waits() {
      const sorted = kept.slice(0, count).sort();
      const medianMs = sorted[Math.floor((count - 1) / 2)] ?? null;
      return { measured: count, medianMs, maxMs: sorted.at(-1) ?? null };
    },
  };
}
