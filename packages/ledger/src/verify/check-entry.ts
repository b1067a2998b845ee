import { isIntact } from '../block-lines.ts';
import type { Entry } from '../entry.ts';
import { readPublicKey } from '../seal.ts';
import type { ChainState } from './chain-state.ts';
import type { Problem } from './problem.ts';

/** A problem of an entry, before it is said where. */
export type Fault = Pick<Problem, 'kind' | 'seq' | 'message'>;

/** Checks the next entry of a chain, and takes it into the state if it is right. */
export function checkEntry(state: ChainState, line: string, entry: Entry, month: string): Fault | undefined {
  const { seq } = state;
  if (!isIntact(line, entry)) {
    return {
      kind: 'changed',
      seq,
      message: `Entry ${seq} is not as it was written: its hash is another one.`,
    };
  }
  if (entry.chain !== state.chain) {
    return { kind: 'appended', seq, message: `In the place of entry ${seq} stands one of another chain.` };
  }
  if (state.ended) {
    return { kind: 'appended', seq, message: `Entry ${seq} stands after the end of its chain.` };
  }
  if (entry.prev !== state.prev) return notFollowing(seq);
  if (!entry.at.startsWith(month)) {
    return { kind: 'out-of-order', seq, message: `Entry ${seq} stands in another month than its own.` };
  }
  if ((entry.kind === 'begin') !== (seq === 0)) {
    return { kind: 'changed', seq, message: `Entry ${seq} is no beginning, or one in the middle.` };
  }
  return accept(state, entry);
}

/** The entry before was replaced by one with a hash of its own, or this one was. */
function notFollowing(seq: number): Fault {
  const wrong = Math.max(0, seq - 1);
  return {
    kind: 'changed',
    seq: wrong,
    message: `Entry ${wrong} is not the one that entry ${seq} follows upon.`,
  };
}

function accept(state: ChainState, entry: Entry): Fault | undefined {
  if (entry.kind === 'begin') {
    state.begunAt = entry.at;
    state.key = readPublicKey(entry.publicKey ?? '');
    if (state.key === undefined) {
      return {
        kind: 'changed',
        seq: 0,
        message: 'The first entry names no key that blocks are signed with.',
      };
    }
  }
  state.ended = entry.kind === 'end';
  state.seq += 1;
  state.prev = entry.hash;
  return undefined;
}
