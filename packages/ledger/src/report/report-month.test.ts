import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createEvidenceWriter } from '../create-evidence-writer.ts';
import { aLedgerStore } from '../testing/a-ledger-store.ts';
import { anErasure, anId, anInitiator } from '../testing/some-facts.ts';
import { reportMonth } from './report-month.ts';

const NOVEMBER = Date.UTC(2026, 10, 29);
const decision = { rule: 'refuses-bulk-email', causes: ['do-not-bulk-email'], policyVersion: '2' } as const;

async function aMonth() {
  const [evidence, state] = [aLedgerStore(), aLedgerStore()];
  const clock = createManualClock(NOVEMBER);
  const writer = createEvidenceWriter({ evidence, state, clock, writer: 'w' });
  const waited = (ms: number) => ({ initiators: [{ ...anInitiator, changedAt: clock.now() - ms }] });
  await writer.append(anErasure(1, waited(2_000)));
  await writer.append(anErasure(2, waited(4_000)));
  await writer.append(anErasure(3, { ...waited(60_000), result: 'not-erased', readBack: 'present' }));
  await clock.advance(86_400_000);
  const record = { table: 'lead', id: anId(4) } as const;
  await writer.append({ kind: 'opt-out', record, decision, result: 'opted-out' });
  await writer.append({ kind: 'held', record });
  await writer.append({ kind: 'released', count: 5, decidedBy: 'anna@example.org' });
  await writer.append({ kind: 'job', jobId: anId(5), result: 'succeeded' });
  await writer.append({ kind: 'mend', record, by: 'second-look', result: 'anonymized' });
  await writer.append({ kind: 'sweep', compared: 10, found: { 'stale-contact': 2 }, mended: 2 });
  await writer.append({ kind: 'generation', generation: '7', policyVersion: '2', settings: 'abc' });
  await writer.append({ kind: 'generation', generation: '7', policyVersion: '2', settings: 'abc' });
  await clock.advance(2 * 86_400_000);
  await writer.append(anErasure(6));
  return { evidence };
}

describe('the report of a month', () => {
  it('counts by table, rule and result, and says how long people waited', async () => {
    const { evidence } = await aMonth();
    expect(await reportMonth(evidence, '2026-11')).toEqual({
      month: '2026-11',
      entries: 12,
      erasures: [
        { table: 'contact', rule: 'deleted', result: 'anonymized', count: 2 },
        { table: 'contact', rule: 'deleted', result: 'not-erased', count: 1 },
      ],
      optOuts: [{ table: 'lead', rule: 'refuses-bulk-email', result: 'opted-out', count: 1 }],
      days: [
        { day: '2026-11-29', anonymized: 2, alreadyAnonymized: 0, notErased: 1, optedOut: 0 },
        { day: '2026-11-30', anonymized: 0, alreadyAnonymized: 0, notErased: 0, optedOut: 1 },
      ],
      waits: { measured: 3, medianMs: 4_000, maxMs: 60_000 },
      events: { Delete: 3 },
      brake: { held: 1, released: 5, rejected: 0 },
      jobs: { succeeded: 1 },
      mends: { 'second-look anonymized': 1 },
      sweeps: { count: 1, compared: 10, mended: 2, found: { 'stale-contact': 2 } },
      generations: [{ at: '2026-11-30T00:00:00.000Z', generation: '7', policyVersion: '2', settings: 'abc' }],
    });
  });

  it('is empty for a month without evidence, and knows each month by itself', async () => {
    const { evidence } = await aMonth();
    expect(await reportMonth(evidence, '2026-12')).toMatchObject({ entries: 1, brake: { held: 0 } });
    expect(await reportMonth(evidence, '2026-10')).toMatchObject({
      entries: 0,
      erasures: [],
      waits: { measured: 0, medianMs: null, maxMs: null },
    });
  });

  it('reads no block of another month', async () => {
    const { evidence } = await aMonth();
    const read: string[] = [];
    const store = {
      ...evidence,
      read(name: string) {
        read.push(name);
        return evidence.read(name);
      },
    };
    await reportMonth(store, '2026-12');
    expect(read.every((name) => name.startsWith('chains/2026-12/'))).toBe(true);
    expect(read).toHaveLength(1);
  });
});
