import type { ChainMark, Checkpoint } from '../checkpoint.ts';
import type { Entry } from '../entry.ts';
import type { ChainState } from './chain-state.ts';
import type { Fault } from './check-entry.ts';
import type { Problem } from './problem.ts';

/** Compares chains with what checkpoints say of them. */
export interface MarkChecks {
  /** Takes in an entry that is right in itself; a fault when a checkpoint knows another one in its place. */
  passed(entry: Entry): Fault | undefined;
  /** Problems that checkpoints know and chains do not have; `known` are chains with a problem already. */
  missed(chains: readonly ChainState[], known: ReadonlySet<string>): Problem[];
}

/**
 * A chain may be stored so long after it says that it began: its writer may have had to wait for the store.
 */
const MAX_WRITE_MS = 3_600_000;

/** Builds the checks. A chain of which several checkpoints say the same is compared once. */
export function createMarkChecks(checkpoints: readonly Checkpoint[]): MarkChecks {
  const marks = new Map<string, Map<number, string>>();
  const longest = new Map<string, ChainMark>();
  for (const mark of checkpoints.flatMap(({ chains }) => chains)) {
    const ofChain = marks.get(mark.chain) ?? new Map<number, string>();
    marks.set(mark.chain, ofChain.set(mark.entries - 1, mark.hash));
    if (mark.entries > (longest.get(mark.chain)?.entries ?? 0)) longest.set(mark.chain, mark);
  }

  return {
    passed({ chain, seq, hash }) {
      const marked = marks.get(chain)?.get(seq);
      if (marked === undefined || marked === hash) return undefined;
      return { kind: 'changed', seq, message: `Entry ${seq} is not the one that a checkpoint knows.` };
    },
    missed(chains, known) {
      const present = new Map(chains.map((state) => [state.chain, state]));
      const cut = [...longest.values()].flatMap(({ chain, entries }): Problem[] => {
        const state = present.get(chain);
        const seq = state?.seq ?? 0;
        if (known.has(chain) || seq >= entries) return [];
        const message =
          state === undefined
            ? `The whole chain is gone: a checkpoint knows ${entries} entries of it.`
            : `Entry ${seq} is gone: the chain was cut there, and a checkpoint knows ${entries} entries.`;
        return [{ kind: 'cut', object: state?.object ?? '', chain, seq, message }];
      });
      return [...cut, ...checkpoints.flatMap((checkpoint) => unknownChains(checkpoint, chains))];
    },
  };
}

/** Chains that say that they are older than a checkpoint that does not know them. */
function unknownChains({ at, chains }: Checkpoint, states: readonly ChainState[]): Problem[] {
  const known = new Set(chains.map(({ chain }) => chain));
  const before = Date.parse(at) - MAX_WRITE_MS;
  return states
    .filter(
      ({ chain, begunAt }) => begunAt !== undefined && !known.has(chain) && Date.parse(begunAt) < before,
    )
    .map(({ chain, object }) => ({
      kind: 'appended',
      object,
      chain,
      seq: 0,
      message: 'The chain says that it is older than a checkpoint that does not know it.',
    }));
}
