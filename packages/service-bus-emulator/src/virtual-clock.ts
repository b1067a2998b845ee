import { type Clock, systemClock } from './clock.ts';

/** A clock that stands still until it is moved. Only the emulator follows it, not the client's own timers. */
export interface VirtualClock extends Clock {
  /** Moves on by so many milliseconds, stopping at everything that falls due on the way, in order. */
  advance(milliseconds: number): Promise<void>;
}

interface Alarm {
  readonly at: number;
  readonly callback: () => void;
}

/** Lets everything run that the last alarm set off, such as the next alarm. */
function turnOver(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The same error that Node's own timers reject with. */
function abortError(): Error {
  return Object.assign(new Error('The operation was aborted'), { name: 'AbortError', code: 'ABORT_ERR' });
}

/** A clock for tests of locks, times to live and schedules; `start` is in epoch milliseconds. */
export function createVirtualClock(start: number = systemClock.now()): VirtualClock {
  let now = start;
  const alarms = new Set<Alarm>();
  const earliest = (until: number): Alarm | undefined =>
    [...alarms].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  const callAt = (at: number, callback: () => void): (() => void) => {
    const alarm = { at, callback };
    alarms.add(alarm);
    return () => alarms.delete(alarm);
  };
  return {
    now: () => now,
    monotonic: () => now - start,
    callAt,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(abortError());
          return;
        }
        const cancel = callAt(now + milliseconds, resolve);
        signal?.addEventListener('abort', () => {
          cancel();
          reject(abortError());
        });
      }),
    advance: async (milliseconds) => {
      const end = now + milliseconds;
      for (let alarm = earliest(end); alarm !== undefined; alarm = earliest(end)) {
        alarms.delete(alarm);
        now = Math.max(now, alarm.at);
        alarm.callback();
        await turnOver();
      }
      now = end;
    },
  };
}
