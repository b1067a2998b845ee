import type { Services } from '@spotler-connector/local-services';

/** Deliveries in one queue, as counted by the broker. */
export interface DeliveryCounts {
  /** The number of messages by how often they were delivered. */
  histogram(): ReadonlyMap<number, number>;
  /** The most deliveries of one message; 0 when none was delivered. */
  most(): number;
  /** Locks that ran out before their message was settled. */
  readonly expiredLocks: number;
  /** Messages that were completed. */
  readonly completed: number;
}

/** Counts from now on. */
export function countDeliveries(
  serviceBus: Pick<Services['serviceBus'], 'onEvent'>,
  queue: string,
): DeliveryCounts {
  /** By sequence number. */
  const deliveries = new Map<number, number>();
  let expiredLocks = 0;
  let completed = 0;
  serviceBus.onEvent((event) => {
    if (!('entity' in event) || event.entity !== queue) return;
    const { kind, sequenceNumber } = event;
    if (kind === 'delivered') deliveries.set(sequenceNumber, (deliveries.get(sequenceNumber) ?? 0) + 1);
    if (kind === 'lock-expired') expiredLocks += 1;
    if (kind === 'completed') completed += 1;
  });
  return {
    histogram: () => histogramOf(deliveries.values()),
    most: () => Math.max(0, ...histogramOf(deliveries.values()).keys()),
    get expiredLocks() {
      return expiredLocks;
    },
    get completed() {
      return completed;
    },
  };
}

/** Turns counts into their histogram, the smallest first. Pure. */
export function histogramOf(counts: Iterable<number>): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const count of counts) found.set(count, (found.get(count) ?? 0) + 1);
  return new Map([...found].sort(([a], [b]) => a - b));
}

/** Puts a histogram into words, such as `9936 delivered once, 64 twice`. Pure. */
export function histogramText(histogram: ReadonlyMap<number, number>): string {
  const parts = [...histogram].map(([times, messages]) => `${messages} ${timesText(times)}`);
  return parts.length === 0 ? 'none delivered' : `delivered: ${parts.join(', ')}`;
}

function timesText(times: number): string {
  if (times === 1) return 'once';
  return times === 2 ? 'twice' : `${times} times`;
}
