import { describe, expect, it } from '@jest/globals';
import { entriesOfRecord } from './entries-of-record.ts';
import { aLedger } from './testing/a-ledger.ts';
import { anErasure, anId } from './testing/some-facts.ts';

const ref = { table: 'contact', id: anId(2) } as const;

describe('the entries of a record', () => {
  it('are found, oldest first, without reading more than the blocks that hold them', async () => {
    const { evidence, clock, other } = await aLedger();
    await clock.advance(60 * 86_400_000);
    await other.append(anErasure(2, { result: 'already-anonymized' }));
    const read: string[] = [];
    const store = {
      ...evidence,
      read(name: string) {
        read.push(name);
        return evidence.read(name);
      },
    };
    const entries = await entriesOfRecord(store, ref);
    expect(entries.map(({ result }) => result)).toEqual(['anonymized', 'already-anonymized']);
    expect(read).toHaveLength(2);
  });

  it('are none for a record that nothing happened to, nor for one of another table', async () => {
    const { evidence } = await aLedger();
    expect(await entriesOfRecord(evidence, { ...ref, id: anId(77) })).toEqual([]);
    expect(await entriesOfRecord(evidence, { ...ref, table: 'lead' })).toEqual([]);
  });

  it('leave out a write that was never finished', async () => {
    const { evidence, first } = await aLedger();
    evidence.objects.delete(first[1] ?? '');
    expect(await entriesOfRecord(evidence, ref)).toEqual([]);
  });
});
