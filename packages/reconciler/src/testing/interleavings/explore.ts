import { AsyncLocalStorage } from 'node:async_hooks';

/** A step that waits to be let go. */
interface Waiting {
  readonly actor: number;
  readonly call: string;
  readonly variants: readonly string[];
  readonly resolve: (variant: string) => void;
}

/** A schedule under way: everything that takes time asks it. */
export interface Schedule {
  /**
   * Waits until the schedule lets this step go, in one of the variants; `observed` is what it has found out,
   * so that two states are only taken for one if nobody can tell them apart.
   */
  step(call: string, variants?: readonly string[]): Promise<string>;
  /** Notes a fact that an actor has found out. */
  observe(fact: unknown): void;
  /** Starts an actor. */
  start(run: () => Promise<void>): void;
}

/** One model: how a schedule begins, what tells its states apart, and whether it ended well. */
export interface Model {
  begin(schedule: Schedule): void;
  /** The state of everything but the actors. */
  state(): string;
  /** Called when nobody waits any more; starts more actors, or is done. */
  onQuiet(schedule: Schedule): boolean;
  /** The faults of the end state. */
  faults(): string | undefined;
}

/** Steps and facts of a reconcile's last round: what was before that decides nothing any more. */
const REMEMBERED = 12;

const MAX_TURNS = 60;

/** The result of an exploration. */
export interface Exploration {
  readonly schedules: number;
  readonly states: number;
  /** The first schedule that ended wrong, step by step. */
  readonly violation: { readonly fault: string; readonly steps: readonly string[] } | undefined;
}

/**
 * Runs a model in every order in which its steps can meet. A state that was reached before is not followed
 * again: all that can come of it has been seen (a state is that of the world, and of each actor what it waits
 * for and all that it has found out in its last round). `maxSchedules` ends a model that is larger than
 * thought, with an error.
 */
export async function exploreAll(model: () => Model, maxSchedules = 1_000_000): Promise<Exploration> {
  const seen = new Set<string>();
  const open: number[][] = [[]];
  let schedules = 0;
  for (let prefix = open.pop(); prefix !== undefined; prefix = open.pop()) {
    if (++schedules > maxSchedules) throw new Error('There are more schedules than the bound allows');
    const { steps, fault } = await runSchedule(model(), prefix, seen, open);
    if (fault !== undefined) return { schedules, states: seen.size, violation: { fault, steps } };
  }
  return { schedules, states: seen.size, violation: undefined };
}

/** Lets everybody go on to the next step: no actor awaits as often as that in between. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < MAX_TURNS; turn++) await null;
}

async function runSchedule(
  model: Model,
  prefix: readonly number[],
  seen: Set<string>,
  open: number[][],
): Promise<{ steps: string[]; fault: string | undefined }> {
  const current = new AsyncLocalStorage<number>();
  const known: unknown[][] = [];
  const waiting: Waiting[] = [];
  const failures: unknown[] = [];
  const schedule: Schedule = {
    step(call, variants = ['']) {
      const actor = current.getStore();
      if (actor === undefined) return Promise.resolve('');
      const { promise, resolve } = Promise.withResolvers<string>();
      waiting.push({ actor, call, variants, resolve });
      return promise;
    },
    observe(fact) {
      const actor = current.getStore();
      if (actor !== undefined) known[actor]?.push(fact);
    },
    start(run) {
      const actor = known.push([]) - 1;
      current.run(actor, () => void run().catch((error: unknown) => failures.push(error)));
    },
  };
  const steps: string[] = [];
  const chosen: number[] = [];
  model.begin(schedule);
  for (;;) {
    await settled();
    if (failures.length > 0) throw failures[0];
    if (waiting.length === 0) {
      if (model.onQuiet(schedule)) continue;
      return { steps, fault: model.faults() };
    }
    waiting.sort((a, b) => a.actor - b.actor);
    const choices = waiting.flatMap((each) => each.variants.map((variant) => ({ each, variant })));
    const fresh = chosen.length >= prefix.length;
    if (fresh) {
      const calls = waiting.map(({ actor, call, variants }) => [actor, call, variants]);
      const lately = known.map((facts, actor) =>
        calls.some(([each]) => each === actor) ? facts.slice(-REMEMBERED) : 'done',
      );
      const key = JSON.stringify([model.state(), lately, calls]);
      if (seen.has(key)) return { steps, fault: undefined };
      seen.add(key);
      for (let other = 1; other < choices.length; other++) open.push([...chosen, other]);
    }
    const index = fresh ? 0 : (prefix[chosen.length] ?? 0);
    const choice = choices[index];
    if (choice === undefined) throw new Error('The model is not deterministic');
    chosen.push(index);
    const { each, variant } = choice;
    steps.push(`${each.actor}: ${each.call} ${variant}`.trim());
    known[each.actor]?.push(`${each.call} ${variant}`);
    waiting.splice(waiting.indexOf(each), 1);
    each.resolve(variant);
  }
}
