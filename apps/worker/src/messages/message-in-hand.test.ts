import { ServiceBusError } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { decideExplicitly } from '@spotler-connector/anonymization-policy';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { processMessage } from './process-message.ts';
import { aBody, aMessage, aStage, NOW } from './testing/a-message-stage.ts';

describe('a message in hand', () => {
  it('renews its lock while it is worked on, and no more once it is settled', async () => {
    const working = Promise.withResolvers<ReconcileOutcome>();
    const { options, clock } = aStage(() => working.promise);
    const renewals: number[] = [];
    async function renewMessageLock(): Promise<Date> {
      renewals.push(clock.now() - NOW);
      return new Date(clock.now() + 60_000);
    }
    const processed = processMessage(aMessage(aBody()), { ...options, receiver: { renewMessageLock } });
    await clock.advance(45_000);
    working.resolve({ kind: 'unsettled', decision: decideExplicitly(), attempts: 1 });
    await processed;
    await clock.advance(60_000);
    expect(renewals).toEqual([20_000, 40_000]);
    expect(clock.sleepers).toBe(0);
  });

  it('stops renewing before it settles, so that both never meet', async () => {
    const { options, clock } = aStage();
    const sleepers: number[] = [];
    async function settle(): Promise<'settled'> {
      sleepers.push(clock.sleepers);
      return 'settled';
    }
    await processMessage(aMessage(aBody()), { ...options, settler: { settle } });
    expect(sleepers).toEqual([0]);
  });

  it('ends waiting when the message has to go, and gives it back', async () => {
    const window = new AbortController();
    const { options, settlements } = aStage((_ref, { evicted }) => {
      const { promise, reject } = Promise.withResolvers<ReconcileOutcome>();
      evicted?.addEventListener('abort', () => reject(evicted.reason));
      return promise;
    });
    const processed = processMessage(aMessage(aBody()), {
      ...options,
      place: { ...options.place, evicted: window.signal },
    });
    await new Promise(setImmediate);
    window.abort();
    await processed;
    expect(settlements).toEqual([{ kind: 'abandon' }]);
  });

  it('has to go when its lock is lost, for whoever has it then does the work', async () => {
    const evicted: string[] = [];
    const { options, clock } = aStage(() => new Promise(() => {}));
    const receiver = {
      renewMessageLock: () => Promise.reject(new ServiceBusError('No', 'MessageLockLost')),
    };
    const place = { ...options.place, evict: () => void evicted.push('message') };
    void processMessage(aMessage(aBody()), { ...options, receiver, place });
    await clock.advance(60_000);
    expect(evicted).toEqual(['message']);
  });
});
