import { systemClock } from '@spotler-connector/clock';
import type { Services } from '@spotler-connector/local-services';
import { percentilesOf } from './percentiles.ts';
import type { Percentiles } from './systems-protocol.ts';

/** Measures how long messages take from their arrival in a queue until they are completed. */
export interface Delays {
  /** Forgets what was measured so far. */
  forget(): void;
  /** Milliseconds. */
  percentiles(): Percentiles;
}

/** Measures from now on. */
export function measureDelays({ onEvent }: Pick<Services['serviceBus'], 'onEvent'>, queue: string): Delays {
  /** By sequence number. */
  const arrived = new Map<number, number>();
  const delays: number[] = [];
  onEvent((event) => {
    if (!('entity' in event) || event.entity !== queue) return;
    const { kind, sequenceNumber } = event;
    if (kind === 'enqueued') arrived.set(sequenceNumber, systemClock.monotonic());
    if (kind !== 'completed') return;
    const since = arrived.get(sequenceNumber);
    if (since !== undefined) delays.push(systemClock.monotonic() - since);
    arrived.delete(sequenceNumber);
  });
  return {
    forget() {
      delays.length = 0;
    },
    percentiles: () => percentilesOf(delays),
  };
}
