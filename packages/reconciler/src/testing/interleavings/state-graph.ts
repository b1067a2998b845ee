/** States that were reached, and the steps between them. */
export interface StateGraph {
  /** Adds a step to a state; says which one it is, and whether it was reached for the first time. */
  reach(from: number, key: string): { readonly state: number; readonly isNew: boolean };
  /** Adds that nothing is left to be done in a state. */
  end(state: number): void;
  readonly size: number;
  /** Ways from the start to an end that come to no state twice in a circle. */
  paths(): bigint;
}

/** The state before the first one. */
export const START = 0;

/** Builds one without states. */
export function createStateGraph(): StateGraph {
  const states = new Map<string, number>();
  const steps: number[][] = [[]];
  const ends = new Set<number>();

  return {
    reach(from, key) {
      const known = states.get(key);
      const state = known ?? steps.push([]) - 1;
      states.set(key, state);
      steps[from]?.push(state);
      return { state, isNew: known === undefined };
    },
    end: (state) => void ends.add(state),
    get size() {
      return states.size;
    },
    paths: () => countPaths(steps, ends),
  };
}

function countPaths(steps: readonly (readonly number[])[], ends: ReadonlySet<number>): bigint {
  const counts = new Map<number, bigint>();
  const stack: { readonly state: number; next: number; count: bigint }[] = [];
  const open = new Set<number>();

  function enter(state: number): void {
    open.add(state);
    stack.push({ state, next: 0, count: ends.has(state) ? 1n : 0n });
  }

  enter(START);
  for (;;) {
    const top = stack.at(-1);
    if (top === undefined) return counts.get(START) ?? 0n;
    const to = steps[top.state]?.[top.next];
    if (to === undefined) {
      counts.set(top.state, top.count);
      open.delete(top.state);
      stack.pop();
      continue;
    }
    const known = counts.get(to);
    if (known === undefined && !open.has(to)) {
      enter(to);
      continue;
    }
    top.count += known ?? 0n;
    top.next += 1;
  }
}
