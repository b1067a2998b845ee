import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '../canonical-json.ts';
import { type Entry, NO_HASH } from '../entry.ts';
import { sha256 } from '../hash.ts';
import { createSealer } from '../seal.ts';
import { type ChainState, unseenChain } from './chain-state.ts';
import { checkBlock } from './check-block.ts';
import { checkEntry } from './check-entry.ts';

const { publicKey, seal } = createSealer();
const MONTH = '2026-11';
const AT = '2026-11-29T00:00:00.000Z';

/** An entry with a hash of its own, and the line that it stands in. */
function anEntry({
  chain = 'a',
  seq = 0,
  prev = NO_HASH,
  at = AT,
  kind = 'begin',
  ...others
}: Partial<Entry>) {
  const key = 'publicKey' in others ? others.publicKey : publicKey;
  const members = { chain, seq, prev, at, kind, publicKey: key };
  const entry: Entry = { ...members, hash: sha256(canonicalJson(members)) };
  return { entry, line: canonicalJson({ ...members, hash: entry.hash }) };
}

function aState(changes: Partial<ChainState> = {}): ChainState {
  return { ...unseenChain('a'), ...changes };
}

describe('the next entry of a chain', () => {
  it('is taken into the state when it is right', () => {
    const state = aState();
    const { entry, line } = anEntry({});
    expect(checkEntry(state, line, entry, MONTH)).toBeUndefined();
    expect(state).toMatchObject({ seq: 1, prev: entry.hash, begunAt: AT, ended: false });
    const end = anEntry({ kind: 'end', seq: 1, prev: entry.hash });
    expect(checkEntry(state, end.line, end.entry, MONTH)).toBeUndefined();
    expect(state).toMatchObject({ seq: 2, ended: true });
  });

  it.each<[string, Partial<Entry>, Partial<ChainState>, object]>([
    [
      'of another chain',
      { chain: 'b' },
      {},
      { kind: 'appended', seq: 0, message: 'In the place of entry 0 stands one of another chain.' },
    ],
    [
      'behind the end',
      { kind: 'job', seq: 2 },
      { seq: 2, ended: true },
      { kind: 'appended', seq: 2, message: 'Entry 2 stands after the end of its chain.' },
    ],
    [
      'that follows upon another one',
      { kind: 'job', seq: 2, prev: 'b'.repeat(64) },
      { seq: 2 },
      { kind: 'changed', seq: 1, message: 'Entry 1 is not the one that entry 2 follows upon.' },
    ],
    [
      'that begins upon something',
      { prev: 'b'.repeat(64) },
      {},
      { kind: 'changed', seq: 0, message: 'Entry 0 is not the one that entry 0 follows upon.' },
    ],
    [
      'of another month',
      { at: '2026-12-01T00:00:00.000Z' },
      {},
      { kind: 'out-of-order', seq: 0, message: 'Entry 0 stands in another month than its own.' },
    ],
    [
      'that is no beginning',
      { kind: 'job' },
      {},
      { kind: 'changed', seq: 0, message: 'Entry 0 is no beginning, or one in the middle.' },
    ],
    [
      'that begins in the middle',
      { seq: 2 },
      { seq: 2 },
      { kind: 'changed', seq: 2, message: 'Entry 2 is no beginning, or one in the middle.' },
    ],
    [
      'with a key that is none',
      { publicKey: 'x' },
      {},
      { kind: 'changed', seq: 0, message: 'The first entry names no key that blocks are signed with.' },
    ],
  ])('is wrong: one %s', (_title, changes, state, fault) => {
    const { entry, line } = anEntry(changes);
    expect(checkEntry(aState(state), line, entry, MONTH)).toEqual(fault);
  });
});

describe('the next block of a chain', () => {
  function checked(lines: readonly string[], state: Partial<ChainState> = {}, first = 0) {
    const body = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    const entries: number[] = [];
    const block = { name: 'block', place: { month: MONTH, chain: 'a', first }, body };
    return { fault: checkBlock(aState(state), block, ({ seq }) => entries.push(seq)), entries };
  }
  const begin = anEntry({});
  const next = anEntry({ kind: 'job', seq: 1, prev: begin.entry.hash, publicKey: undefined });
  const sealed = (last: number, hash: string) => JSON.stringify({ last, seal: seal(hash) });

  it('is right with its entries and its seal', () => {
    const lines = [begin.line, next.line, sealed(1, next.entry.hash)];
    expect(checked(lines)).toEqual({ fault: undefined, entries: [0, 1] });
  });

  it.each<[string, readonly string[], Partial<ChainState>, number, object, number[]]>([
    [
      'has a line that can not be read',
      ['{'],
      {},
      0,
      { kind: 'changed', seq: 0, message: 'Entry 0 can not be read.' },
      [],
    ],
    [
      'has none where the last should be',
      [begin.line, ''],
      {},
      0,
      { kind: 'changed', seq: 1, message: 'Entry 1 can not be read.' },
      [0],
    ],
    [
      'begins where another one did already',
      [begin.line],
      { seq: 2 },
      0,
      {
        kind: 'out-of-order',
        seq: 0,
        message: 'A block that begins with entry 0 stands where entry 2 belongs.',
      },
      [],
    ],
    [
      'comes too late',
      [begin.line],
      {},
      2,
      { kind: 'missing', seq: 0, message: 'Entry 0 is gone, with its block.' },
      [],
    ],
    [
      'ends without its seal',
      [begin.line],
      {},
      0,
      { kind: 'missing', seq: 1, message: 'The block ends after entry 0, without its seal.' },
      [0],
    ],
    [
      'has an entry that comes later',
      [next.line, begin.line],
      {},
      0,
      { kind: 'out-of-order', seq: 1, message: 'Entry 1 stands where entry 0 belongs.' },
      [],
    ],
    [
      'has an entry that never comes',
      [next.line],
      {},
      0,
      { kind: 'missing', seq: 0, message: 'Entry 0 is gone.' },
      [],
    ],
    [
      'has a seal of fewer entries',
      [begin.line, next.line, sealed(0, begin.entry.hash)],
      {},
      0,
      { kind: 'appended', seq: 1, message: 'Entry 1 was added to a block that was complete.' },
      [0, 1],
    ],
    [
      'has a seal before its beginning',
      [sealed(-1, NO_HASH)],
      {},
      0,
      { kind: 'changed', seq: -1, message: 'Entry -1 is not the one that the writer of the chain signed.' },
      [],
    ],
  ])('is wrong: one that %s', (_title, lines, state, first, fault, entries) => {
    expect(checked(lines, state, first)).toEqual({ fault, entries });
  });
});
