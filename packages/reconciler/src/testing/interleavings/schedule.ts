/** A step that waits to be let go. */
export interface Waiting {
  readonly actor: number;
  readonly call: string;
  /** The ways in which it can go, as of now. */
  readonly variants: () => readonly string[];
  /** Whether it can go now. */
  readonly when: () => boolean;
  readonly resolve: (variant: string) => void;
}

/** One of those whose steps meet. */
export interface Actor {
  /** Waits until the schedule lets this step go, in one of the variants. */
  step(
    call: string,
    options?: { readonly variants?: () => readonly string[]; readonly when?: () => boolean },
  ): Promise<string>;
  /** Notes a fact that it has found out, so that no two states are taken for one that are not. */
  observe(fact: unknown): void;
  /** Begins a round: what it found out before the round before this one decides nothing more. */
  round(): void;
  /** Begins anew: all that it has found out is this. */
  anew(fact: unknown): void;
  /** Keeps what it has found out so far, until it begins anew. */
  keep(): void;
}

/** Starts an actor. */
export type StartActor = (run: (actor: Actor) => Promise<void>) => void;

/** All actors of one schedule. */
export interface Actors {
  readonly start: StartActor;
  readonly waiting: readonly Waiting[];
  /** Resolves when everybody waits for a step, or is done. Rejects when an actor has failed. */
  settled(): Promise<void>;
  /** Says of each actor that waits what it has found out and waits for, but not which one it is. */
  described(): string[];
  /** Lets a step go. */
  release(step: Waiting, variant: string): void;
}

interface Knowledge {
  kept: unknown[];
  before: unknown[];
  now: unknown[];
}

/** No actor awaits as often as that between two steps. */
const MAX_TURNS = 60;

/** Builds them. */
export function createActors(): Actors {
  const known: Knowledge[] = [];
  const waiting: Waiting[] = [];
  const failures: unknown[] = [];

  function createActor(): Actor {
    const mine: Knowledge = { kept: [], before: [], now: [] };
    const actor = known.push(mine) - 1;
    return {
      step(call, { variants = () => [''], when = () => true } = {}) {
        const { promise, resolve } = Promise.withResolvers<string>();
        waiting.push({ actor, call, variants, when, resolve });
        return promise;
      },
      observe: (fact) => void mine.now.push(fact),
      round() {
        [mine.before, mine.now] = [mine.now, []];
      },
      anew(fact) {
        [mine.kept, mine.before, mine.now] = [[fact], [], []];
      },
      keep() {
        [mine.kept, mine.before, mine.now] = [[...mine.kept, ...mine.before, ...mine.now], [], []];
      },
    };
  }

  return {
    start: (run) => void run(createActor()).catch((error: unknown) => failures.push(error)),
    waiting,
    async settled() {
      for (let turn = 0; turn < MAX_TURNS; turn++) await null;
      if (failures.length > 0) throw failures[0];
    },
    described: () =>
      waiting.map(({ actor, call, variants }) => JSON.stringify([call, variants(), known[actor]])),
    release(step, variant) {
      waiting.splice(waiting.indexOf(step), 1);
      known[step.actor]?.now.push(`${step.call} ${variant}`);
      step.resolve(variant);
    },
  };
}
