import type { ExitCode } from '../../failure/exit-code.ts';
import { createProgress } from '../../terminal/progress.ts';
import { createRateLimit } from '../../time/rate-limit.ts';
import { batchSize } from '../queue/batch-size.ts';
import { detectReturns, type Returns } from './detect-returns.ts';
import type { ReplayPlan } from './plan.ts';
import { openJournal, type PlanJournal } from './plan-journal.ts';
import { rampSteps } from './ramp-steps.ts';
import type { ReplayOptions } from './replay-options.ts';
import type { ReplayPorts } from './replay-ports.ts';
import { type Ending, howToResume, type Outcomes, reportReplay } from './replay-report.ts';
import { type ReplayWork, replayRound } from './replay-round.ts';

/** A plan that was agreed to. */
export interface CarryingOut {
  readonly plan: ReplayPlan;
  readonly options: ReplayOptions;
  readonly ports: ReplayPorts;
  /** The plan file, which remembers what is done. */
  readonly path: string;
}

/** Carries a plan out and says how it ended. */
export async function carryOut(carrying: CarryingOut): Promise<ExitCode> {
  const { plan, options, ports, path } = carrying;
  const { pending } = plan.index;
  const { terminal, clock } = ports;
  const journal = openJournal(path);
  const outcomes: Outcomes = { replayed: 0, missing: 0, unsendable: [], different: [] };
  let done = 0;
  const bar = createProgress(terminal, pending.size, clock);
  const work = workOf(carrying, journal, (what, sequenceNumber) => {
    if (what === 'replayed' || what === 'missing') outcomes[what] += 1;
    else outcomes[what].push(sequenceNumber);
    done += 1;
    bar.show(done);
  });
  try {
    const ending = options.ramp
      ? await ramped(work, carrying, outcomes)
      : await atOnce(work, carrying, outcomes, bar.end);
    bar.end();
    return reportReplay(ending, { outcomes, left: pending.size, path, options, terminal });
  } catch (error) {
    bar.end();
    terminal.log(howToResume(path));
    throw error;
  } finally {
    journal.close();
  }
}

function workOf(
  { plan, options, ports }: CarryingOut,
  journal: PlanJournal,
  onDone: ReplayWork['onDone'],
): ReplayWork {
  const { queue, clock, signal, lockWaitMs } = ports;
  const { rate, peekRate } = options;
  return {
    queue,
    run: plan.header.run,
    ...plan.index,
    journal,
    limit: createRateLimit(rate, clock),
    clock,
    batch: batchSize(rate),
    peekRate,
    lockWaitMs,
    signal,
    onDone,
  };
}

async function atOnce(
  work: ReplayWork,
  carrying: CarryingOut,
  outcomes: Outcomes,
  endProgress: () => void,
): Promise<Ending> {
  const { waitMs } = carrying.options;
  const round = await replayRound(work);
  if (waitMs === undefined || round !== 'done' || outcomes.replayed === 0)
    return { kind: round, deadLetters: [] };
  endProgress();
  carrying.ports.terminal.log(`Replayed ${outcomes.replayed}; waiting for the worker`);
  return endingOf(await returnsOf(carrying, waitMs, 'all-handled'));
}

async function ramped(work: ReplayWork, carrying: CarryingOut, outcomes: Outcomes): Promise<Ending> {
  const { terminal } = carrying.ports;
  for (const step of rampSteps()) {
    const before = outcomes.replayed;
    const round = await replayRound(work, step);
    if (round === 'stopped' || round === 'locked') return { kind: round, deadLetters: [] };
    terminal.log(`Ramp: ${outcomes.replayed - before} replayed at once; waiting for the worker`);
    const returns = await returnsOf(carrying, carrying.options.rampWaitMs, 'first-return');
    if (returns.kind !== 'clean' || round === 'done') return endingOf(returns);
  }
  return { kind: 'done', deadLetters: [] };
}

function returnsOf(
  { plan, options: { peekRate }, ports: { queue, signal, clock } }: CarryingOut,
  waitMs: number,
  until: 'first-return' | 'all-handled',
): Promise<Returns> {
  const { header, newest } = plan;
  return detectReturns({ queue, run: header.run, newest, peekRate, waitMs, until, signal, clock });
}

function endingOf({ kind, deadLetters }: Returns): Ending {
  if (kind === 'clean') return { kind: 'done', deadLetters };
  return { kind: kind === 'returned' ? 'came-back' : kind, deadLetters };
}
