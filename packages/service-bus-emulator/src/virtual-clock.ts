import type { Clock } from './clock.ts';

/** A clock that stands still until it is moved. Only the emulator follows it, not the client's own timers. */
export interface VirtualClock extends Clock {
  /** Moves on by so many milliseconds, stopping at everything that falls due on the way, in order. */
  advance(milliseconds: number): Promise<void>;
}

interface Alarm {
  readonly at: number;
  readonly callback: () => void;
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A clock for tests of locks, times to live and schedules; `start` is in epoch milliseconds. */
export const createVirtualClock = (start: number = Date.now()): VirtualClock => {
  let now = start;
  const alarms = new Set<Alarm>();
  const earliest = (until: number): Alarm | undefined =>
    [...alarms].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    callAt: (at, callback) => {
      const alarm = { at, callback };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    advance: async (milliseconds) => {
      const end = now + milliseconds;
      for (let alarm = earliest(end); alarm !== undefined; alarm = earliest(end)) {
        alarms.delete(alarm);
        now = Math.max(now, alarm.at);
        alarm.callback();
        // What the alarm sets off, such as the next alarm, is set by the end of the turn.
        await settled();
      }
      now = end;
    },
  };
};
