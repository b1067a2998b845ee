import { describe, expect, it } from '@jest/globals';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { lookAfter } from '@spotler-connector/service-bus';
import { createRecordWork } from './record-work.ts';

const LOOKS = 10_000;
const CONCURRENCY = 250;
const decision = { action: 'sync', rule: 'eligible', causes: [], policyVersion: '1' } as const;
const outcome: ReconcileOutcome = { kind: 'reconciled', decision, effect: { kind: 'synced' }, attempts: 1 };

function aRef(n: number): RecordRef {
  return { table: 'contact', id: String(n) };
}

/** How many looks end before a change is handled that comes while all of them wait in the worker. */
async function looksBefore(priority: 'low' | 'ordinary'): Promise<number> {
  let ended = 0;
  const work = createRecordWork(CONCURRENCY, async () => {
    await new Promise((resolve) => setImmediate(resolve));
    ended += 1;
    return outcome;
  });
  const look = { priority, origin: 'ours', secondLook: { erasedAt: 0 } } as const;
  const all = Array.from({ length: LOOKS }, (_, n) => work.reconcile(aRef(n), look));
  await work.reconcile(aRef(LOOKS), { priority: 'ordinary', origin: 'ours' });
  const before = ended;
  await Promise.all(all);
  return before;
}

describe('ten thousand second looks', () => {
  it('hold up no change: it is next as soon as one of those ends that run already', async () => {
    expect(await looksBefore('low')).toBeLessThanOrEqual(2 * CONCURRENCY);
  });

  it('would hold it up if they were like changes', async () => {
    expect(await looksBefore('ordinary')).toBeGreaterThan(LOOKS - CONCURRENCY);
  });

  it('that are arranged at once are spread over minutes, so that a worker does them beside all else', () => {
    const perSecond = new Map<number, number>();
    for (let n = 0; n < LOOKS; n++) {
      const second = Math.floor(lookAfter({ ref: aRef(n), externalId: undefined }, 0, 900_000).dueAt / 1_000);
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    }
    expect(perSecond.size).toBeGreaterThan(200);
    expect(Math.max(...perSecond.values())).toBeLessThan(100);
  });
});
