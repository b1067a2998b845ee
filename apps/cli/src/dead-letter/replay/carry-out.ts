import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import { createProgress } from '../../terminal/progress.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { createRateLimit } from '../../time/rate-limit.ts';
import type { DeadLetter } from '../message/dead-letter.ts';
import { batchSize } from '../queue/batch-size.ts';
import type { DrainEnd } from '../queue/drain.ts';
import { detectReturns } from './detect-returns.ts';
import { openJournal, type PlanProgress } from './plan-file.ts';
import { rampSteps } from './ramp-steps.ts';
import type { ReplayOptions } from './replay-options.ts';
import type { ReplayPorts } from './replay-ports.ts';
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

/** How it ended: as a round does, or because of what the ramp saw. */
type Ending = { kind: DrainEnd | 'waiting' } | { kind: 'came-back'; deadLetters: DeadLetter[] };

interface Counts {
  replayed: number;
  missing: number;
}

/** Carries a plan out and says how it ended. */
export async function carryOut({ progress, pending, options, ports, path }: CarryingOut): Promise<ExitCode> {
  const { terminal, queue, clock, signal, lockWaitMs } = ports;
  const { rate, peekRate, ramp } = options;
  const journal = openJournal(path);
  const counts: Counts = { replayed: 0, missing: 0 };
  const bar = createProgress(terminal, pending.size, clock);
  const work: ReplayWork = {
    queue,
    run: progress.plan.header.run,
    pending,
    sent: progress.sent,
    journal,
    limit: createRateLimit(rate, clock),
    clock,
    batch: batchSize(rate),
    peekRate,
    lockWaitMs,
    signal,
    onDone(what) {
      counts[what] += 1;
      bar.show(counts.replayed + counts.missing);
    },
  };
  try {
    const ending = ramp
      ? await ramped(work, progress, options, terminal, queue)
      : { kind: await replayRound(work) };
    bar.end();
    return report(ending, { counts, left: pending.size, path, options, terminal });
  } catch (error) {
    bar.end();
    terminal.log(howToResume(path));
    throw error;
  } finally {
    journal.close();
  }
}

async function ramped(
  work: ReplayWork,
  { plan }: PlanProgress,
  { rampWaitMs, peekRate }: ReplayOptions,
  terminal: Terminal,
  queue: ReplayPorts['queue'],
): Promise<Ending> {
  const { run, newest } = plan.header;
  for (const step of rampSteps()) {
    const round = await replayRound(work, step);
    if (round === 'stopped' || round === 'locked') return { kind: round };
    terminal.log(`Ramp: ${step} replayed at once; waiting for the worker`);
    const seen = await detectReturns({
      queue,
      run,
      newest,
      peekRate,
      waitMs: rampWaitMs,
      signal: work.signal,
      clock: work.clock,
    });
    if (seen.kind !== 'clean') return seen;
    if (round === 'done') return { kind: 'done' };
  }
  return { kind: 'done' };
}

interface Report {
  readonly counts: Readonly<Counts>;
  readonly left: number;
  readonly path: string;
  readonly options: ReplayOptions;
  readonly terminal: Terminal;
}

function report(ending: Ending, { counts, left, path, options, terminal }: Report): ExitCode {
  const cameBack = ending.kind === 'came-back' ? ending.deadLetters : [];
  if (options.json) {
    const back = cameBack.map(({ sequenceNumber, reason }) => ({ sequenceNumber, reason }));
    terminal.print(JSON.stringify({ ended: ending.kind, ...counts, left, cameBack: back, plan: path }));
  } else {
    terminal.print(`Replayed ${counts.replayed}${missingText(counts)}; ${left} are left.`);
  }
  const why = messageOf(ending.kind, cameBack);
  if (why !== undefined) terminal.log(why);
  if (left > 0) terminal.log(howToResume(path));
  return ending.kind === 'done' ? EXIT.done : EXIT.failed;
}

function missingText({ missing }: Counts): string {
  return missing === 0 ? '' : `; ${missing} were no dead letters any more`;
}

function messageOf(kind: Ending['kind'], cameBack: readonly DeadLetter[]): string | undefined {
  switch (kind) {
    case 'came-back': {
      const reasons = [...new Set(cameBack.map(({ reason }) => reason))].join(', ');
      const numbers = cameBack.slice(0, 3).map(({ sequenceNumber }) => sequenceNumber);
      return (
        `Stopped: ${cameBack.length} of the replayed messages came back as dead letters (${reasons}). ` +
        `Look at one with dead-letter show ${numbers.join(' or ')}.`
      );
    }
    case 'waiting':
      return 'Stopped: replayed messages still wait in the queue. Is the worker running?';
    case 'locked':
      return 'Stopped: the dead letters that are left are locked by somebody else.';
    case 'stopped':
      return 'Stopped as asked.';
    case 'done':
    case 'limit':
      return undefined;
  }
}

function howToResume(path: string): string {
  return `Resume with: spotler-connector dead-letter replay --plan ${path}`;
}
