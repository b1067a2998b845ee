/** Tasks of one phase that wait for their turn. */
interface WaitingPhase {
  readonly name: string;
  readonly starts: (() => void)[];
}

/** Runs tasks so that two of different phases never overlap, while those of one phase run side by side. */
export interface Phases {
  /** Runs `task` as soon as the phases before its own are over. Hands on what it throws. */
  run<T>(phase: string, task: () => Promise<T>): Promise<T>;
}

/** Builds {@link Phases}. Phases take turns in the order in which they were first asked for. */
export function createPhases(): Phases {
  let current: string | undefined;
  let active = 0;
  /** A phase that others wait behind takes no newcomers. */
  const waiting: WaitingPhase[] = [];

  function enter(name: string): Promise<void> | undefined {
    if (current === undefined || (current === name && waiting.length === 0)) {
      current = name;
      return undefined;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    const phase = waiting.find((each) => each.name === name);
    if (phase === undefined) waiting.push({ name, starts: [resolve] });
    else phase.starts.push(resolve);
    return promise;
  }

  function end(): void {
    active -= 1;
    if (active > 0) return;
    const next = waiting.shift();
    current = next?.name;
    if (next === undefined) return;
    active = next.starts.length;
    for (const start of next.starts) start();
  }

  return {
    async run(phase, task) {
      const turn = enter(phase);
      if (turn === undefined) active += 1;
      else await turn;
      try {
        return await task();
      } finally {
        end();
      }
    },
  };
}
