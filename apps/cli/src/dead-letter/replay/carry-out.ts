import type { ExitCode } from '../../failure/exit-code.ts';
import { createProgress } from '../../terminal/progress.ts';
import { createRateLimit } from '../../time/rate-limit.ts';
import { batchSize } from '../queue/batch-size.ts';
import { detectReturns, type Returns } from './detect-returns.ts';
import type { PlanProgress } from './plan.ts';
import { openJournal, type PlanJournal } from './plan-journal.ts';
import { rampSteps } from './ramp-steps.ts';
import type { ReplayOptions } from './replay-options.ts';
import type { ReplayPorts } from './replay-ports.ts';
import { type Ending, howToResume, type Outcomes, reportReplay } from './replay-report.ts';
import { type ReplayWork, replayRound } from './replay-round.ts';

/** A plan that was agreed to. */
export interface CarryingOut {
  readonly progress: PlanProgress;
  /** Sequence numbers that are still to be done. */
  readonly pending: Set<string>;
  readonly options: ReplayOptions;
  readonly ports: ReplayPorts;
  /** The plan file, which remembers what is done. */
  readonly path: string;
}

/** Carries a plan out and says how it ended. */
export async function carryOut(carrying: CarryingOut): Promise<ExitCode> {
  const { pending, options, ports, path } = carrying;
  const { terminal, clock } = ports;
  const journal = openJournal(path);
  const outcomes: Outcomes = { replayed: [], missing: [], unsendable: [], different: [] };
  const bar = createProgress(terminal, pending.size, clock);
  const work = workOf(carrying, journal, (what, sequenceNumber) => {
    outcomes[what].push(sequenceNumber);
    bar.show(Object.values(outcomes).reduce((sum, { length }) => sum + length, 0));
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
  { progress: { plan, sent }, pending, options, ports }: CarryingOut,
  journal: PlanJournal,
  onDone: ReplayWork['onDone'],
): ReplayWork {
  const { queue, clock, signal, lockWaitMs } = ports;
  const { rate, peekRate } = options;
  return {
    queue,
    run: plan.header.run,
    pending,
    fingerprints: new Map(plan.deadLetters.map((each) => [each.sequenceNumber, each.fingerprint])),
    sent,
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
  { replayed }: Outcomes,
  endProgress: () => void,
): Promise<Ending> {
  const { waitMs } = carrying.options;
  const round = await replayRound(work);
  if (waitMs === undefined || round !== 'done' || replayed.length === 0)
    return { kind: round, deadLetters: [] };
  endProgress();
  carrying.ports.terminal.log(`Replayed ${replayed.length}; waiting for the worker`);
  return endingOf(await returnsOf(carrying, waitMs, 'all-handled'));
}

async function ramped(work: ReplayWork, carrying: CarryingOut, { replayed }: Outcomes): Promise<Ending> {
  const { terminal } = carrying.ports;
  for (const step of rampSteps()) {
    const before = replayed.length;
    const round = await replayRound(work, step);
    if (round === 'stopped' || round === 'locked') return { kind: round, deadLetters: [] };
    terminal.log(`Ramp: ${replayed.length - before} replayed at once; waiting for the worker`);
    const returns = await returnsOf(carrying, carrying.options.rampWaitMs, 'first-return');
    if (returns.kind !== 'clean' || round === 'done') return endingOf(returns);
  }
  return { kind: 'done', deadLetters: [] };
}

function returnsOf(
  { progress, options: { peekRate }, ports: { queue, signal, clock } }: CarryingOut,
  waitMs: number,
  until: 'first-return' | 'all-handled',
): Promise<Returns> {
  const { run, newest } = progress.plan.header;
  return detectReturns({ queue, run, newest, peekRate, waitMs, until, signal, clock });
}

function endingOf({ kind, deadLetters }: Returns): Ending {
  if (kind === 'clean') return { kind: 'done', deadLetters };
  return { kind: kind === 'returned' ? 'came-back' : kind, deadLetters };
}
