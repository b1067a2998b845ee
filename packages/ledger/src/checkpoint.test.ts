import { describe, expect, it } from '@jest/globals';
import { makeCheckpoint } from './make-checkpoint.ts';
import { aLedger } from './testing/a-ledger.ts';
import { anErasure } from './testing/some-facts.ts';
import { verifyEvidence } from './verify/verify-evidence.ts';

describe('a checkpoint', () => {
  it('shows that a chain was cut at its end', async () => {
    const { evidence, clock, first } = await aLedger();
    const { checkpoint, name } = await makeCheckpoint(evidence, clock.now());
    for (const block of first.slice(2)) evidence.objects.delete(block);
    expect(await verifyEvidence(evidence)).toMatchObject({ problems: [{ kind: 'cut', seq: 5 }] });
    evidence.objects.delete(name);
    expect((await verifyEvidence(evidence)).problems).toEqual([]);
    const kept = await verifyEvidence(evidence, { checkpoints: [checkpoint] });
    expect(kept).toMatchObject({ checkpoints: 1, problems: [{ kind: 'cut', seq: 5, object: first[1] }] });
  });

  it('shows that a whole chain is gone', async () => {
    const { evidence, clock, second } = await aLedger();
    await makeCheckpoint(evidence, clock.now());
    for (const block of second) evidence.objects.delete(block);
    expect(await verifyEvidence(evidence)).toMatchObject({ problems: [{ kind: 'cut', seq: 0 }] });
  });

  it('shows that a chain was made up afterwards', async () => {
    const { evidence, clock } = await aLedger();
    const { checkpoint } = await makeCheckpoint(evidence, clock.now() + 2 * 3_600_000);
    const chains = checkpoint.chains.slice(0, 1);
    evidence.objects.clear();
    const later = await aLedger();
    const kept = await verifyEvidence(later.evidence, { checkpoints: [{ ...checkpoint, chains }] });
    expect(kept.problems.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['appended', 'cut']));
  });

  it('keeps what the one before knew, so that waiting for the next one hides nothing', async () => {
    const { evidence, clock, first, second } = await aLedger();
    await makeCheckpoint(evidence, clock.now());
    for (const block of [...first.slice(2), ...second]) evidence.objects.delete(block);
    const next = await makeCheckpoint(evidence, clock.now() + 1);
    expect(next.checkpoint.chains.map(({ entries }) => entries)).toEqual([7, 2]);
    expect((await verifyEvidence(evidence)).problems).toMatchObject([
      { kind: 'cut', seq: 5 },
      { kind: 'cut', seq: 0 },
    ]);
  });

  it('reads no block of a chain that has not grown since the one before', async () => {
    const { evidence, clock, other } = await aLedger();
    await makeCheckpoint(evidence, clock.now());
    await other.append(anErasure(7));
    const read: string[] = [];
    const store = {
      ...evidence,
      read(name: string) {
        read.push(name);
        return evidence.read(name);
      },
    };
    await makeCheckpoint(store, clock.now() + 1);
    expect(read.filter((name) => name.startsWith('chains/'))).toHaveLength(1);
  });

  it('is found by its fingerprint, and missed when it is gone', async () => {
    const { evidence, clock } = await aLedger();
    const one = await makeCheckpoint(evidence, clock.now());
    await makeCheckpoint(evidence, clock.now() + 1);
    const fingerprints = [one.fingerprint];
    expect(await verifyEvidence(evidence, { fingerprints })).toMatchObject({ checkpoints: 2, problems: [] });
    evidence.objects.delete(one.name);
    expect((await verifyEvidence(evidence, { fingerprints })).problems).toMatchObject([
      { kind: 'missing', object: 'checkpoints/', message: expect.stringContaining(one.fingerprint) },
    ]);
  });

  it('is not stored over another one of the same time', async () => {
    const { evidence, clock } = await aLedger();
    await makeCheckpoint(evidence, clock.now());
    await expect(makeCheckpoint(evidence, clock.now())).rejects.toMatchObject({ code: 'CheckpointExists' });
  });

  it('is met by chains that have grown since', async () => {
    const { evidence, clock, other } = await aLedger();
    const one = await makeCheckpoint(evidence, clock.now());
    await other.append(anErasure(7));
    await other.end();
    const next = await makeCheckpoint(evidence, clock.now() + 1);
    expect(next.checkpoint.previous).toBe(one.fingerprint);
    expect(next.checkpoint.chains.map(({ entries }) => entries)).toEqual([7, 4]);
    expect(await verifyEvidence(evidence, { checkpoints: [one.checkpoint] })).toMatchObject({
      checkpoints: 2,
      problems: [],
    });
  });
});
