interface Phase {
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
  /** The first is under way; a phase that others wait behind takes no newcomers. */
  const queue: Phase[] = [];
  let active = 0;

  function enter(name: string): Promise<void> | undefined {
    const [current] = queue;
    if (current?.name === name && queue.length === 1) return undefined;
    if (current === undefined) {
      queue.push({ name, starts: [] });
      return undefined;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting = queue.slice(1).find((phase) => phase.name === name);
    if (waiting === undefined) queue.push({ name, starts: [resolve] });
    else waiting.starts.push(resolve);
    return promise;
  }

  function end(): void {
    active -= 1;
    if (active > 0) return;
    queue.shift();
    const next = queue[0];
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
