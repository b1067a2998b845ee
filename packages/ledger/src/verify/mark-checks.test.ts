import { describe, expect, it } from '@jest/globals';
import type { ChainMark, Checkpoint } from '../checkpoint.ts';
import { type ChainState, unseenChain } from './chain-state.ts';
import { createMarkChecks } from './mark-checks.ts';

const AT = '2026-11-29T00:00:00.000Z';

function aState(changes: Partial<ChainState> = {}): ChainState {
  return { ...unseenChain('a'), ...changes };
}

describe('comparing chains with checkpoints', () => {
  function aCheckpoint(at: string, ...chains: readonly ChainMark[]): Checkpoint {
    return { at, chains, format: '1', previous: null };
  }
  function mark(entries: number, hash = 'h', chain = 'a'): ChainMark {
    return { chain, entries, hash };
  }
  const LATER = '2026-11-30T00:00:00.000Z';

  it('names an entry that is not the one that was known', () => {
    const { passed } = createMarkChecks([aCheckpoint(AT, mark(3)), aCheckpoint(LATER, mark(5, 'i'))]);
    const fault = (seq: number) => ({
      kind: 'changed',
      seq,
      message: `Entry ${seq} is not the one that a checkpoint knows.`,
    });
    const passing = (seq: number, hash: string, chain = 'a') =>
      passed({ chain, seq, hash, prev: '', at: AT, kind: 'job' });
    expect([passing(2, 'h'), passing(4, 'i'), passing(3, 'x'), passing(2, 'x', 'b')]).toEqual(
      Array(4).fill(undefined),
    );
    expect([passing(2, 'x'), passing(4, 'h')]).toEqual([fault(2), fault(4)]);
  });

  it('names what was cut, by the longest that was known', () => {
    const checks = createMarkChecks([
      aCheckpoint(LATER, mark(5), mark(2, 'h', 'gone')),
      aCheckpoint(AT, mark(3)),
    ]);
    expect(checks.missed([aState({ seq: 4, object: 'block' })], new Set())).toEqual([
      {
        kind: 'cut',
        object: 'block',
        chain: 'a',
        seq: 4,
        message: 'Entry 4 is gone: the chain was cut there, and a checkpoint knows 5 entries.',
      },
      {
        kind: 'cut',
        object: '',
        chain: 'gone',
        seq: 0,
        message: 'The whole chain is gone: a checkpoint knows 2 entries of it.',
      },
    ]);
    expect(checks.missed([aState({ seq: 5 })], new Set(['gone']))).toEqual([]);
  });

  it('names a chain that says that it is older than a checkpoint that does not know it', () => {
    const { missed } = createMarkChecks([aCheckpoint('2026-11-29T01:00:00.001Z', mark(1, 'h', 'b'))]);
    const chains = [
      aState({ begunAt: AT, object: 'block' }),
      aState({ chain: 'young', begunAt: '2026-11-29T00:00:00.001Z' }),
      aState({ chain: 'unknown', begunAt: undefined }),
      aState({ chain: 'b', begunAt: AT, seq: 1 }),
    ];
    expect(missed(chains, new Set())).toEqual([
      {
        kind: 'appended',
        object: 'block',
        chain: 'a',
        seq: 0,
        message: 'The chain says that it is older than a checkpoint that does not know it.',
      },
    ]);
  });
});
