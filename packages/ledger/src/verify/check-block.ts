import { type BlockLine, linesOf, readLine, type Seal } from '../block-lines.ts';
import type { Entry } from '../entry.ts';
import type { StoredBlock } from '../read-blocks.ts';
import { isSealedBy } from '../seal.ts';
import type { ChainState } from './chain-state.ts';
import { checkEntry, type Fault } from './check-entry.ts';

/**
 * Checks the next block of a chain and takes it into the state. `onEntry` is called for each entry that is
 * right; of a block that is not, for those before the first fault.
 */
export function checkBlock(
  state: ChainState,
  { name, place, body }: StoredBlock,
  onEntry: (entry: Entry) => void,
): Fault | undefined {
  state.object = name;
  const { seq } = state;
  const lines = linesOf(body);
  if (lines === undefined) return { kind: 'changed', seq, message: 'The block is no text.' };
  const read = lines.map(readLine);
  const misplaced = checkPlace(state, place.first);
  if (misplaced !== undefined) return misplaced;
  for (const [index, line] of lines.entries()) {
    const what = read[index];
    if (what?.kind === 'seal') return checkSeal(state, what.seal, lines.length - index - 1);
    if (what?.kind !== 'entry') return unreadable(state);
    const fault =
      checkOrder(state, what.entry, read.slice(index + 1)) ??
      checkEntry(state, line, what.entry, place.month);
    if (fault !== undefined) return fault;
    onEntry(what.entry);
  }
  return {
    kind: 'missing',
    seq: state.seq,
    message: `The block ends after entry ${state.seq - 1}, without its seal.`,
  };
}

function checkPlace({ seq, ended }: ChainState, first: number): Fault | undefined {
  if (ended)
    return { kind: 'appended', seq: first, message: `Entry ${first} stands after the end of its chain.` };
  if (first === seq) return undefined;
  if (first > seq) return { kind: 'missing', seq, message: `Entry ${seq} is gone, with its block.` };
  const message = `A block that begins with entry ${first} stands where entry ${seq} belongs.`;
  return { kind: 'out-of-order', seq: first, message };
}

/** Says whether the entry that belongs here comes later or not at all. */
function checkOrder({ seq }: ChainState, entry: Entry, later: readonly BlockLine[]): Fault | undefined {
  if (entry.seq === seq) return undefined;
  const comesLater = later.some((each) => each.kind === 'entry' && each.entry.seq === seq);
  if (entry.seq > seq && !comesLater) return { kind: 'missing', seq, message: `Entry ${seq} is gone.` };
  return {
    kind: 'out-of-order',
    seq: entry.seq,
    message: `Entry ${entry.seq} stands where entry ${seq} belongs.`,
  };
}

/**
 * The block's writer signed its last entry: nobody else can end a block, or change what is before its end.
 */
function checkSeal({ seq, prev, key }: ChainState, { last, seal }: Seal, after: number): Fault | undefined {
  if (last >= seq)
    return { kind: 'missing', seq, message: `Entry ${seq} is gone from the end of its block.` };
  if (last < seq - 1) {
    return {
      kind: 'appended',
      seq: last + 1,
      message: `Entry ${last + 1} was added to a block that was complete.`,
    };
  }
  if (key === undefined || !isSealedBy(key, prev, seal)) {
    return {
      kind: 'changed',
      seq: last,
      message: `Entry ${last} is not the one that the writer of the chain signed.`,
    };
  }
  if (after > 0) {
    return { kind: 'appended', seq, message: `Entry ${seq} was added to a block that was complete.` };
  }
  return undefined;
}

function unreadable({ seq }: ChainState): Fault {
  return { kind: 'changed', seq, message: `Entry ${seq} can not be read.` };
}
