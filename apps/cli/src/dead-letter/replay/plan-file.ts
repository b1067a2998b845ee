import { readFileSync } from 'node:fs';
import * as t from 'io-ts';
import { createFile } from '../../create-file.ts';
import { errorCode } from '../../failure/error-code.ts';
import { usageError } from '../../failure/operator-error.ts';
import type { PlannedDeadLetter, PlanProgress, ReplayPlan } from './plan.ts';

/** Files of version 1 named no namespace and had no fingerprints. */
const VERSION = 2;

/**
 * A plan file has a line of JSON for the plan, one for each dead letter, and then one for each step that was
 * taken. Lines about dead letters can be taken out with any editor. It holds no personal data.
 */
const Header = t.type({
  plan: t.literal(VERSION),
  namespace: t.string,
  queue: t.string,
  run: t.string,
  newest: t.string,
});
const FormerHeader = t.type({ plan: t.literal(1) });
const DeadLetterLine = t.intersection([
  t.type({
    letter: t.string,
    reason: t.string,
    table: t.string,
    message: t.string,
    replays: t.number,
    fingerprint: t.string,
  }),
  t.partial({ enqueuedAt: t.string }),
]);
const Parked = t.type({ parked: t.string });
const Sent = t.type({ sent: t.string });
const Done = t.type({ done: t.string });
const Unsendable = t.type({ unsendable: t.string });

/** Writes a plan to a new file. @throws {OperatorError} with exit code 2 when that can't be done. */
export function writePlan(path: string, { header, deadLetters, parked }: ReplayPlan): void {
  const file = createFile(path);
  file.write(JSON.stringify({ plan: VERSION, ...header }));
  for (const { sequenceNumber, enqueuedAt, ...rest } of deadLetters) {
    const time = enqueuedAt === undefined ? undefined : new Date(enqueuedAt).toISOString();
    file.write(JSON.stringify({ letter: sequenceNumber, ...rest, enqueuedAt: time }));
  }
  for (const sequenceNumber of parked) file.write(JSON.stringify({ parked: sequenceNumber }));
  file.close();
}

/** Reads a plan file. @throws {OperatorError} with exit code 2 when it can't be read or is none. */
export function readPlan(path: string): PlanProgress {
  const lines = textOf(path).split('\n');
  const header = parsed(lines[0] ?? '');
  if (FormerHeader.is(header)) {
    throw usageError(`The plan ${path} is of an earlier version and names no namespace; make a new one.`);
  }
  if (!Header.is(header)) throw usageError(`The file ${path} is not a plan.`);
  const deadLetters: PlannedDeadLetter[] = [];
  const parked: string[] = [];
  const [sent, done, unsendable] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const text of lines.slice(1)) {
    const step = parsed(text);
    if (DeadLetterLine.is(step)) deadLetters.push(deadLetterOfLine(step));
    else if (Sent.is(step)) sent.add(step.sent);
    else if (Done.is(step)) done.add(step.done);
    else if (Unsendable.is(step)) unsendable.add(step.unsendable);
    else if (Parked.is(step)) parked.push(step.parked);
  }
  const { namespace, queue, run, newest } = header;
  return { plan: { header: { namespace, queue, run, newest }, deadLetters, parked }, sent, done, unsendable };
}

function deadLetterOfLine({
  letter,
  enqueuedAt,
  ...line
}: t.TypeOf<typeof DeadLetterLine>): PlannedDeadLetter {
  const { reason, table, message, replays, fingerprint } = line;
  const time = enqueuedAt === undefined ? undefined : Date.parse(enqueuedAt);
  return { sequenceNumber: letter, reason, table, message, replays, fingerprint, enqueuedAt: time };
}

/** A line that was cut off is as good as none: what it would have said is found out again. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw usageError(`The file ${path} can't be read (${errorCode(error) ?? 'unknown why'}).`, error);
  }
}
