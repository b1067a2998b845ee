import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { recordEvidence } from './record-evidence.ts';
import { aLedgerStore } from './testing/a-ledger-store.ts';
import { anErasure } from './testing/some-facts.ts';
import { verifyEvidence } from './verify/verify-evidence.ts';

function someOptions() {
  return {
    evidence: aLedgerStore(),
    state: aLedgerStore(),
    writer: 'cli.host',
    clock: createManualClock(5_000),
  };
}

describe('recording facts at once', () => {
  it('stores a chain that begins and ends with them, with one write', async () => {
    const options = someOptions();
    await recordEvidence(options, [anErasure(1), { kind: 'released', count: 2, decidedBy: 'anna' }]);
    expect(options.evidence.written.filter((name) => name.startsWith('chains/'))).toHaveLength(1);
    const entries: string[] = [];
    const verified = await verifyEvidence(options.evidence, { onEntry: ({ kind }) => entries.push(kind) });
    expect(entries).toEqual(['begin', 'erasure', 'released', 'end']);
    expect(verified).toMatchObject({ problems: [], openChains: 0 });
  });

  it('stores nothing when there are none', async () => {
    const options = someOptions();
    await recordEvidence(options, []);
    expect(options.evidence.written).toEqual([]);
  });

  it('fails when they can not be stored', async () => {
    const options = someOptions();
    options.evidence.failing = 'chains/';
    await expect(recordEvidence(options, [anErasure(1)])).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
