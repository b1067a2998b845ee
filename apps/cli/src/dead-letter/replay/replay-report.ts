import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { DeadLetter } from '../message/dead-letter.ts';
import type { DrainEnd } from '../queue/drain.ts';
import type { ReplayOptions } from './replay-options.ts';
import type { Replayed } from './replay-round.ts';

/** How carrying out a plan ended: as a round does, or because of what became of the replayed messages. */
export interface Ending {
  readonly kind: DrainEnd | 'waiting' | 'came-back';
  /** Replayed messages that are dead letters again. */
  readonly deadLetters: readonly DeadLetter[];
}

/** Fate of dead letters: how many, and of those that stay where they are the sequence numbers. */
export interface Outcomes extends Record<Extract<Replayed, 'replayed' | 'missing'>, number> {
  readonly unsendable: string[];
  readonly different: string[];
}

/** Parts of a report. */
export interface ReplayReport {
  readonly outcomes: Outcomes;
  /** How many are still to be done. */
  readonly left: number;
  /** The plan file. */
  readonly path: string;
  readonly options: ReplayOptions;
  readonly terminal: Terminal;
}

const MAX_SHOWN = 5;

/** Says what became of a plan. Only when all of it is done and nothing returned is the exit code 0. */
export function reportReplay(ending: Ending, report: ReplayReport): ExitCode {
  const { outcomes, left, path, options, terminal } = report;
  if (options.json) terminal.print(JSON.stringify(reportJson(ending, report)));
  else terminal.print(`Replayed ${outcomes.replayed}${leftOut(outcomes)}; ${left} are left.`);
  const why = messageOf(ending);
  if (why !== undefined) terminal.log(why);
  else if (options.waitMs !== undefined && !options.json)
    terminal.print('The worker is through with all of them.');
  for (const message of notReplayed(outcomes)) terminal.log(message);
  if (left > 0) terminal.log(howToResume(path));
  const all = left === 0 && notReplayed(outcomes).length === 0 && outcomes.missing === 0;
  return ending.kind === 'done' && all ? EXIT.done : EXIT.failed;
}

/** The line that says how to go on with a plan. */
export function howToResume(path: string): string {
  return `Resume with: spotler-connector dead-letter replay --plan ${path}`;
}

function reportJson({ kind, deadLetters }: Ending, { outcomes, left, path }: ReplayReport): object {
  const { replayed, missing, unsendable, different } = outcomes;
  const cameBack = deadLetters.map(({ sequenceNumber, reason }) => ({ sequenceNumber, reason }));
  return { ended: kind, replayed, missing, unsendable, different, left, cameBack, plan: path };
}

function leftOut({ missing, unsendable, different }: Outcomes): string {
  const parts = [
    missing > 0 ? `; ${missing} were no dead letters any more` : '',
    unsendable.length > 0 ? `; ${unsendable.length} could not be sent` : '',
    different.length > 0 ? `; ${different.length} are not those that were planned` : '',
  ];
  return parts.join('');
}

function notReplayed({ unsendable, different }: Outcomes): string[] {
  return [
    ...(unsendable.length > 0
      ? [`Service Bus or its client does not take ${some(unsendable)}: left where it was.`]
      : []),
    ...(different.length > 0 ? [`Nothing was done with ${some(different)}: make a new plan for them.`] : []),
  ];
}

function messageOf({ kind, deadLetters }: Ending): string | undefined {
  switch (kind) {
    case 'came-back': {
      const reasons = [...new Set(deadLetters.map(({ reason }) => reason))].join(', ');
      const numbers = deadLetters.slice(0, MAX_SHOWN).map(({ sequenceNumber }) => sequenceNumber);
      return (
        `Stopped: ${deadLetters.length} of the replayed messages came back as dead letters (${reasons}). ` +
        `Look at one with dead-letter show ${numbers.join(' or ')}.`
      );
    }
    case 'waiting':
      return 'Stopped: replayed messages still wait in the queue. Is the worker running?';
    case 'locked':
      return 'Stopped: Service Bus did not hand out those that are left. Somebody else may have locked them.';
    case 'stopped':
      return 'Stopped as asked.';
    case 'done':
    case 'limit':
      return undefined;
  }
}

function some(numbers: readonly string[]): string {
  return `${numbers.slice(0, MAX_SHOWN).join(', ')}${numbers.length > MAX_SHOWN ? ' …' : ''}`;
}
