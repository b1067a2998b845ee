import { describe, expect, it } from '@jest/globals';
import type { Services } from '@spotler-connector/local-services';
import { countDeliveries, histogramOf, histogramText } from './delivery-counts.ts';

type Event = Parameters<Parameters<Services['serviceBus']['onEvent']>[0]>[0];

function aQueue() {
  const listeners = new Set<(event: Event) => void>();
  const emit = (kind: 'delivered' | 'lock-expired' | 'completed', sequenceNumber: number, entity = 'q') => {
    const event = { kind, entity, at: 0, sequenceNumber, messageId: '', deliveryCount: 0 };
    for (const listener of listeners) listener(event);
  };
  const onEvent = (listener: (event: Event) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return { emit, counts: countDeliveries({ onEvent }, 'q') };
}

describe('the count of deliveries', () => {
  it('counts deliveries of each message, lost locks and completions, of its own queue only', () => {
    const { emit, counts } = aQueue();
    emit('delivered', 1);
    emit('delivered', 2);
    emit('lock-expired', 2);
    emit('delivered', 2);
    emit('completed', 1);
    emit('delivered', 1, 'q/$DeadLetterQueue');
    expect([...counts.histogram()]).toEqual([
      [1, 1],
      [2, 1],
    ]);
    expect([counts.most(), counts.expiredLocks, counts.completed]).toEqual([2, 1, 1]);
  });

  it('knows of none before anything happened', () => {
    expect(aQueue().counts.most()).toBe(0);
  });

  it('says in words how often messages were delivered', () => {
    expect(histogramText(histogramOf([1, 3, 1, 2]))).toBe('delivered: 2 once, 1 twice, 1 3 times');
    expect(histogramText(histogramOf([]))).toBe('none delivered');
  });
});
