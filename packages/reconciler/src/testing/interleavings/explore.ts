import { createHash } from 'node:crypto';
import { type Actors, createActors, type StartActor } from './schedule.ts';
import { createStateGraph, START, type StateGraph } from './state-graph.ts';

/** One model: how a schedule begins, what tells its states apart, and whether it ended well. */
export interface Model {
  begin(start: StartActor): void;
  /** The state of everything but the actors. */
  state(): string;
  /**
   * Whether a step that waits commutes with every other one that may still come: then no other order needs to
   * be tried. Default: none does.
   */
  commutes?(call: string): boolean;
  /** The fault of the end state, if it has one. */
  fault(): string | undefined;
}

/** The result of an exploration. */
export interface Exploration {
  /** Schedules that end in one of the states that were reached, whatever way they take. */
  readonly schedules: bigint;
  /** Of these, those that were followed, to their end or to a state that had been reached before. */
  readonly followed: number;
  readonly states: number;
  /** The first schedule that ended wrong, step by step. */
  readonly violation: { readonly fault: string; readonly steps: readonly string[] } | undefined;
}

interface Search {
  readonly graph: StateGraph;
  /** Beginnings of schedules that are still to be followed, as the choice at each step. */
  readonly open: { readonly choices: readonly number[]; readonly from: number }[];
}

/**
 * Runs a model in every order in which its steps can meet. Three reductions lose nothing: a state that was
 * reached before is not followed again; actors that have found out the same and wait for the same are
 * interchangeable; a step that commutes with all others is taken at once. `maxSchedules` ends a model that is
 * larger than thought, with an error.
 */
export async function exploreAll(model: () => Model, maxFollowed = 10_000_000): Promise<Exploration> {
  const graph = createStateGraph();
  const search: Search = { graph, open: [{ choices: [], from: START }] };
  let followed = 0;
  let violation: Exploration['violation'];
  for (let next = search.open.pop(); next !== undefined; next = search.open.pop()) {
    if (++followed > maxFollowed) throw new Error('There are more schedules than the bound allows');
    const { steps, fault } = await runSchedule(model(), next.choices, next.from, search);
    if (fault === undefined) continue;
    violation = { fault, steps };
    break;
  }
  return { schedules: graph.paths(), followed, states: graph.size, violation };
}

async function runSchedule(
  model: Model,
  prefix: readonly number[],
  from: number,
  { graph, open }: Search,
): Promise<{ steps: string[]; fault: string | undefined }> {
  const actors = createActors();
  const steps: string[] = [];
  const chosen: number[] = [];
  let state = from;
  model.begin(actors.start);
  for (;;) {
    await actors.settled();
    const choices = choicesOf(model, actors);
    if (choices.length === 0) {
      if (actors.waiting.length > 0) throw new Error('Everybody waits for somebody else');
      graph.end(state);
      return { steps, fault: model.fault() };
    }
    const isNew = chosen.length >= prefix.length;
    if (isNew) {
      const reached = graph.reach(state, digestOf([model.state(), ...actors.described().sort()]));
      if (!reached.isNew) return { steps, fault: undefined };
      state = reached.state;
      for (let other = 1; other < choices.length; other++) {
        open.push({ choices: [...chosen, other], from: state });
      }
    }
    const index = isNew ? 0 : (prefix[chosen.length] ?? 0);
    const choice = choices[index];
    if (choice === undefined) throw new Error('The model is not deterministic');
    chosen.push(index);
    steps.push(`${choice.waiting.actor}: ${choice.waiting.call} ${choice.variant}`.trim());
    actors.release(choice.waiting, choice.variant);
  }
}

function choicesOf(model: Model, { waiting }: Actors) {
  const ready = waiting.filter(({ when }) => when());
  const commuting = ready.find(({ call }) => model.commutes?.(call));
  return (commuting === undefined ? ready : [commuting]).flatMap((each) =>
    each.variants().map((variant) => ({ waiting: each, variant })),
  );
}

function digestOf(parts: readonly string[]): string {
  return createHash('sha1').update(parts.join('\n')).digest('base64');
}
