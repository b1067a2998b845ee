import type { KeyObject } from 'node:crypto';
import { NO_HASH } from '../entry.ts';

/** Knowledge of a chain after the blocks that were looked at. */
export interface ChainState {
  readonly chain: string;
  /** The number of the next entry, which is how many there are. */
  seq: number;
  /** The hash of the last entry. */
  prev: string;
  /** When it began, as its first entry says. */
  begunAt: string | undefined;
  /** The key that its blocks are signed with, as its first entry says. */
  key: KeyObject | undefined;
  /** Whether its writer said that it is complete. */
  ended: boolean;
  /** The last block that was looked at. */
  object: string;
}

/** The state of a chain of which nothing was seen yet. */
export function unseenChain(chain: string): ChainState {
  return { chain, seq: 0, prev: NO_HASH, begunAt: undefined, key: undefined, ended: false, object: '' };
}
