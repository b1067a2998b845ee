import { describe, expect, it } from '@jest/globals';
import type { Services } from '@spotler-connector/local-services';
import { histogramOf, histogramText, watchDeliveries } from './delivery-watch.ts';

type Event = Parameters<Parameters<Services['serviceBus']['onEvent']>[0]>[0];

function aQueue() {
  const listeners = new Set<(event: Event) => void>();
  const tell = (kind: 'delivered' | 'lock-expired' | 'completed', sequenceNumber: number, entity = 'q') => {
    const event = { kind, entity, at: 0, sequenceNumber, messageId: '', deliveryCount: 0 };
    for (const listener of listeners) listener(event);
  };
  const onEvent = (listener: (event: Event) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return { tell, watch: watchDeliveries({ onEvent }, 'q') };
}

describe('the watch over deliveries', () => {
  it('counts deliveries of each message, lost locks and completions, of its own queue only', () => {
    const { tell, watch } = aQueue();
    tell('delivered', 1);
    tell('delivered', 2);
    tell('lock-expired', 2);
    tell('delivered', 2);
    tell('completed', 1);
    tell('delivered', 1, 'q/$DeadLetterQueue');
    expect([...watch.histogram()]).toEqual([
      [1, 1],
      [2, 1],
    ]);
    expect([watch.most(), watch.expiredLocks, watch.completed]).toEqual([2, 1, 1]);
  });

  it('knows of none before anything happened', () => {
    expect(aQueue().watch.most()).toBe(0);
  });

  it('says in words how often messages were delivered', () => {
    expect(histogramText(histogramOf([1, 3, 1, 2]))).toBe('delivered: 2 once, 1 twice, 1 3 times');
    expect(histogramText(histogramOf([]))).toBe('none delivered');
  });
});
