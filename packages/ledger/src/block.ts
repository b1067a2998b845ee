import { canonicalJson } from './canonical-json.ts';
import { sha256 } from './hash.ts';
import type { Members } from './members.ts';

/** The end of a chain so far: what its next entry follows upon. */
export interface ChainEnd {
  /** The number of the next entry. */
  readonly seq: number;
  /** The hash of the last entry. */
  readonly prev: string;
}

/** Lines that are stored as one object. */
export interface Block {
  readonly body: Uint8Array;
  /** Where the chain goes on. */
  readonly end: ChainEnd;
}

/** Makes a block of entries that follow upon `start`, each with the hash of the one before, and its seal. */
export function makeBlock(
  entries: readonly Members[],
  {
    chain,
    start,
    seal,
  }: { readonly chain: string; readonly start: ChainEnd; readonly seal: (hash: string) => string },
): Block {
  let { seq, prev } = start;
  const lines = entries.map((members) => {
    const entry = { ...members, chain, seq, prev };
    const hash = sha256(canonicalJson(entry));
    seq += 1;
    prev = hash;
    return canonicalJson({ ...entry, hash });
  });
  lines.push(canonicalJson({ last: seq - 1, seal: seal(prev) }));
  return { body: new TextEncoder().encode(`${lines.join('\n')}\n`), end: { seq, prev } };
}
