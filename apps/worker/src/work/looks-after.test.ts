import { describe, expect, it } from '@jest/globals';
import type { ContactWrite } from '@spotler-connector/reconciler';
import { lookResult, looksAfter, staysGone } from './looks-after.ts';
import type { RecordTask } from './record-work.ts';

const ref = { table: 'contact', id: '1' } as const;
const task: RecordTask = { ref, toldIds: new Set(['S-6', 'S-7']), origin: 'ours', initiators: [] };

function aWrite(kind: ContactWrite['kind'], ambiguous = false): ContactWrite {
  return { ref, externalId: 'S-7', kind, ambiguous };
}

const LOOK = { ref, externalId: 'S-7', erasedAt: undefined };
const ERASED = { ...LOOK, erasedAt: 9 };

describe('the second looks after a reconcile', () => {
  it.each([
    ['an erasure', {}, [aWrite('anonymized')], [ERASED]],
    ['an erasure that was done already', {}, [aWrite('already-anonymized')], [ERASED]],
    ['a second look that found nothing', { secondLook: true }, [aWrite('already-anonymized')], []],
    ['a second look that erased', { secondLook: true }, [aWrite('anonymized')], [ERASED]],
    ['a write that was answered', {}, [aWrite('kept')], []],
    ['a write that may come late', {}, [aWrite('kept', true)], [LOOK]],
    ['an erasure without an answer', {}, [aWrite('maybe-anonymized', true)], [ERASED]],
    ['a write that was broken off', {}, [aWrite('unknown', true)], [LOOK]],
    ['a message that was delivered before', { redelivered: true }, [], [LOOK]],
  ])('are right after %s', (_title, changes, writes, wanted) => {
    expect(looksAfter({ ...task, ...changes }, writes, 9)).toEqual(wanted);
  });
});

describe('a contact that was erased', () => {
  it('stays gone for a while only', () => {
    const erasures = new Map([['S-7', 0]]);
    const at = (now: number) => staysGone({ erasures }, 900_000, { now: () => now })('S-7');
    expect([at(0), at(5_400_000), at(5_400_001)]).toEqual([true, true, false]);
    expect(staysGone({ erasures }, 900_000, { now: () => 0 })('S-8')).toBe(false);
  });
});

describe('a second look', () => {
  const decision = { action: 'sync', rule: 'eligible', causes: [], policyVersion: '1' } as const;
  it.each([
    [{ kind: 'anonymized', status: 410 } as const, 'mended'],
    [{ kind: 'already-anonymized', status: 404 } as const, 'nothing'],
    [{ kind: 'synced', created: true } as const, 'mended'],
    [{ kind: 'synced' } as const, 'nothing'],
    [{ kind: 'left' } as const, 'nothing'],
  ])('that ended with %j has found: %s', (effect, result) => {
    expect(lookResult({ kind: 'reconciled', decision, effect, attempts: 1 })).toBe(result);
  });
});
