import { describe, expect, it } from '@jest/globals';
import { aLedger, blocksOf, tamper } from '../testing/a-ledger.ts';
import { anErasure } from '../testing/some-facts.ts';
import { verifyEvidence } from './verify-evidence.ts';

/** Result of verifying a ledger that somebody tampered with. */
async function verified(tampering: (ledger: Awaited<ReturnType<typeof aLedger>>) => void) {
  const ledger = await aLedger();
  tampering(ledger);
  const { problems } = await verifyEvidence(ledger.evidence);
  return problems.map(({ kind, seq, object }) => ({ kind, seq, object, ledger }));
}

describe('verifying evidence', () => {
  it('finds nothing wrong with what writers stored, at work or ended', async () => {
    const { evidence } = await aLedger();
    expect(await verifyEvidence(evidence)).toEqual({
      entries: 9,
      blocks: 5,
      chains: 2,
      openChains: 1,
      checkpoints: 0,
      problems: [],
    });
  });

  it('names an object that no writer stores', async () => {
    const problems = await verified(({ evidence }) => tamper(evidence, 'chains/2026-11/notes.txt', ['mine']));
    expect(problems).toMatchObject([{ kind: 'appended', object: 'chains/2026-11/notes.txt' }]);
  });

  it('names the first problem of each chain, and goes on with the others', async () => {
    const problems = await verified(({ evidence, first, second }) => {
      evidence.objects.delete(first[0] ?? '');
      evidence.objects.set(second[0] ?? '', Uint8Array.of());
    });
    expect(problems).toMatchObject([
      { kind: 'missing', seq: 0 },
      { kind: 'missing', seq: 0 },
    ]);
  });

  it('goes on from month to month', async () => {
    const { evidence, clock, other } = await aLedger();
    await clock.advance(10 * 86_400_000);
    await other.append(anErasure(6));
    await other.end();
    expect(blocksOf(evidence, 1).map((name) => name.split('/')[1])).toEqual([
      '2026-11',
      '2026-12',
      '2026-12',
    ]);
    expect(await verifyEvidence(evidence)).toMatchObject({ problems: [], entries: 11, openChains: 0 });
  });
});
