import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import * as t from 'io-ts';
import { createFile } from '../../create-file.ts';
import { errorCode } from '../../failure/error-code.ts';
import { usageError } from '../../failure/operator-error.ts';
import type { PlannedDeadLetter, ReplayPlan } from './plan.ts';

/**
 * A plan file has a line of JSON for the plan, one for each dead letter, and then one for each step that was
 * taken. Lines about dead letters can be taken out with any editor. It holds no personal data.
 */
const Header = t.type({
  plan: t.literal(1),
  queue: t.string,
  run: t.string,
  newest: t.string,
});
const DeadLetterLine = t.intersection([
  t.type({ letter: t.string, reason: t.string, table: t.string, message: t.string, replays: t.number }),
  t.partial({ enqueuedAt: t.string }),
]);
const Parked = t.type({ parked: t.string });
const Sent = t.type({ sent: t.string });
const Done = t.type({ done: t.string });

/** A plan and how far it was carried out. */
export interface PlanProgress {
  readonly plan: ReplayPlan;
  /** Sequence numbers of dead letters that were sent; they may still be among the dead letters. */
  readonly sent: Set<string>;
  /** Sequence numbers of dead letters that were sent and are no dead letters any more. */
  readonly done: Set<string>;
}

/** Remembers what was done, so that a run that was stopped at any moment can be resumed. */
export interface PlanJournal {
  /** The dead letter was sent. To be called before it is completed. */
  sent(sequenceNumber: string): void;
  /** The dead letter is no dead letter any more. */
  done(sequenceNumber: string): void;
  close(): void;
}

/** Writes a plan to a new file. @throws {OperatorError} with exit code 2 when that can't be done. */
export function writePlan(path: string, { header, deadLetters, parked }: ReplayPlan): void {
  const file = createFile(path);
  file.write(JSON.stringify({ plan: 1, ...header }));
  for (const { sequenceNumber, enqueuedAt, ...rest } of deadLetters) {
    const time = enqueuedAt === undefined ? {} : { enqueuedAt: new Date(enqueuedAt).toISOString() };
    file.write(JSON.stringify({ letter: sequenceNumber, ...rest, ...time }));
  }
  for (const sequenceNumber of parked) file.write(JSON.stringify({ parked: sequenceNumber }));
  file.close();
}

/**
 * Opens a plan file to remember what is done.
 *
 * @throws {OperatorError} with exit code 2 when that can't be done.
 */
export function openJournal(path: string): PlanJournal {
  const file = opened(path);
  // What was being written when the last run was killed may lack its end.
  writeSync(file, '\n');
  return {
    sent: (sequenceNumber) => void writeSync(file, line({ sent: sequenceNumber })),
    done: (sequenceNumber) => void writeSync(file, line({ done: sequenceNumber })),
    close: () => closeSync(file),
  };
}

/** Reads a plan file. @throws {OperatorError} with exit code 2 when it can't be read or is none. */
export function readPlan(path: string): PlanProgress {
  const lines = textOf(path).split('\n');
  const header = parsed(lines[0] ?? '');
  if (!Header.is(header)) throw usageError(`The file ${path} is not a plan.`);
  const deadLetters: PlannedDeadLetter[] = [];
  const parked: string[] = [];
  const sent = new Set<string>();
  const done = new Set<string>();
  for (const text of lines.slice(1)) {
    const step = parsed(text);
    if (DeadLetterLine.is(step)) deadLetters.push(deadLetterOfLine(step));
    else if (Sent.is(step)) sent.add(step.sent);
    else if (Done.is(step)) done.add(step.done);
    else if (Parked.is(step)) parked.push(step.parked);
  }
  const { queue, run, newest } = header;
  return { plan: { header: { queue, run, newest }, deadLetters, parked }, sent, done };
}

function deadLetterOfLine({
  letter,
  reason,
  table,
  message,
  replays,
  enqueuedAt,
}: t.TypeOf<typeof DeadLetterLine>): PlannedDeadLetter {
  const time = enqueuedAt === undefined ? undefined : Date.parse(enqueuedAt);
  return { sequenceNumber: letter, reason, table, message, replays, enqueuedAt: time };
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** A line that was cut off is as good as none: what it would have said is found out again. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function opened(path: string): number {
  try {
    return openSync(path, 'a', 0o600);
  } catch (error) {
    throw usageError(`The file ${path} can't be written (${errorCode(error) ?? 'unknown why'}).`, error);
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw usageError(`The file ${path} can't be read (${errorCode(error) ?? 'unknown why'}).`, error);
  }
}
