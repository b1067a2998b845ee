import * as t from 'io-ts';
import { usageError } from '../../failure/operator-error.ts';
import { parsedJson } from '../../parsed-json.ts';
import { readLines } from '../../read-lines.ts';
import { createDeadLetterGroups } from '../selection/group-dead-letters.ts';
import type { PlanHeader, ReplayPlan } from './plan.ts';
import { PLAN_VERSION } from './plan-file.ts';
import { createPlanIndex, type PlanIndex } from './plan-index.ts';
import { PLAN_GROUPINGS } from './plan-lines.ts';

const Header = t.type({
  plan: t.literal(PLAN_VERSION),
  namespace: t.string,
  queue: t.string,
  run: t.string,
});
const FormerHeader = t.type({ plan: t.union([t.literal(1), t.literal(2)]) });
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
const Newest = t.type({ newest: t.string });
const Parked = t.type({ parked: t.string });
const Sent = t.type({ sent: t.string });
const Done = t.type({ done: t.string });
const Unsendable = t.type({ unsendable: t.string });

/**
 * Reads a plan file twice, once for what became of each dead letter and once for what is left of it, and
 * keeps an index. A line that was cut off is as good as none: what it would have said is found out again.
 *
 * @throws {OperatorError} with exit code 2 when it can't be read, is none, or has no end.
 */
export async function readPlan(path: string): Promise<ReplayPlan> {
  const index = createPlanIndex();
  const parked: string[] = [];
  let header: PlanHeader | undefined;
  let newest: string | undefined;
  for await (const text of readLines(path)) {
    const line = parsedJson(text);
    header ??= headerOf(line, path);
    if (Newest.is(line)) newest = line.newest;
    else if (Parked.is(line)) parked.push(line.parked);
    else take(line, index);
  }
  if (header === undefined) throw usageError(`The file ${path} is not a plan.`);
  if (newest === undefined) {
    throw usageError(
      `The plan ${path} has no end: making it was interrupted. Delete it, and make a new one.`,
    );
  }
  return { header, newest, index, groups: await groupsOf(path, index), parked };
}

function headerOf(line: unknown, path: string): PlanHeader {
  if (FormerHeader.is(line)) {
    throw usageError(`The plan ${path} is of an earlier version of this program; make a new one.`);
  }
  if (!Header.is(line)) throw usageError(`The file ${path} is not a plan.`);
  const { namespace, queue, run } = line;
  return { namespace, queue, run };
}

function take(line: unknown, { add, pending, sent }: PlanIndex): void {
  if (DeadLetterLine.is(line)) add(line.letter, line.fingerprint);
  else if (Sent.is(line)) sent.add(line.sent);
  else if (Done.is(line)) pending.delete(line.done);
  else if (Unsendable.is(line)) pending.delete(line.unsendable);
}

async function groupsOf(path: string, { pending }: PlanIndex): Promise<ReplayPlan['groups']> {
  const groups = createDeadLetterGroups(PLAN_GROUPINGS);
  for await (const text of readLines(path)) {
    const line = parsedJson(text);
    if (!DeadLetterLine.is(line) || !pending.has(line.letter)) continue;
    const { letter, reason, table, message, replays, enqueuedAt } = line;
    const time = enqueuedAt === undefined ? undefined : Date.parse(enqueuedAt);
    groups.add({ sequenceNumber: letter, reason, table, message, replays, records: [], enqueuedAt: time });
  }
  return groups;
}
