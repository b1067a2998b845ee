import { describe, expect, it } from '@jest/globals';
import { aLedger } from '../testing/a-ledger.ts';
import { anErasure } from '../testing/some-facts.ts';
import { verifyEvidence } from './verify-evidence.ts';

type Ledger = Awaited<ReturnType<typeof aLedger>>;

function markersOf({ evidence }: Ledger): string[] {
  return [...evidence.objects.keys()].filter((name) => name.startsWith('records/'));
}

async function problemsOf(ledger: Ledger) {
  return (await verifyEvidence(ledger.evidence)).problems;
}

describe('the markers that lead from records to entries', () => {
  it('are missed when they are gone, the first of each chain by name', async () => {
    const ledger = await aLedger();
    for (const name of markersOf(ledger)) ledger.evidence.objects.delete(name);
    expect(await problemsOf(ledger)).toMatchObject([
      { kind: 'missing', seq: 1, object: expect.stringContaining('records/') },
      { kind: 'missing', seq: 1 },
    ]);
  });

  it('are missed one by one', async () => {
    for (const name of markersOf(await aLedger()).keys()) {
      const ledger = await aLedger();
      const object = markersOf(ledger)[name] ?? '';
      ledger.evidence.objects.delete(object);
      expect(await problemsOf(ledger)).toMatchObject([{ kind: 'missing', object }]);
    }
  });

  it('are named when they lead to a block that does not tell of their record, or are no markers', async () => {
    const ledger = await aLedger();
    const [name = ''] = markersOf(ledger);
    const foreign = name.replace(/[0-9a-f]{32}/, (digits) =>
      digits.replace(/^.{3}/, name.slice(8, 11)).replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    );
    ledger.evidence.objects.set(foreign, Uint8Array.of(10));
    ledger.evidence.objects.set('records/notes.txt', Uint8Array.of(10));
    const found = await problemsOf(ledger);
    expect(found.map(({ kind, object }) => [kind, object]).sort()).toEqual(
      [
        ['appended', foreign],
        ['appended', 'records/notes.txt'],
      ].sort(),
    );
  });

  it('may lead to a block that was never stored', async () => {
    const ledger = await aLedger();
    ledger.evidence.failing = 'chains/';
    await expect(ledger.other.append(anErasure(8))).rejects.toMatchObject({ kind: 'unavailable' });
    ledger.evidence.failing = undefined;
    expect(await problemsOf(ledger)).toEqual([]);
  });

  it('are one for several entries about one record in one block', async () => {
    const ledger = await aLedger();
    await Promise.all([1, 1, 1].map(() => ledger.other.append(anErasure(6))));
    expect(await problemsOf(ledger)).toEqual([]);
    const last = markersOf(ledger).at(-1) ?? '';
    ledger.evidence.objects.delete(last);
    expect(await problemsOf(ledger)).toMatchObject([{ kind: 'missing', object: last }]);
  });
});
