import { setTimeout as wait } from 'node:timers/promises';
import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import Long from 'long';
import { serviceBusCode } from '../../failure/service-bus-code.ts';
import type { LetterBox } from '../letters/letter-box.ts';
import type { Pace } from '../letters/pace.ts';
import { peekLetters } from '../letters/peek-letters.ts';
import { replayedMessage } from '../letters/replay-stamp.ts';
import { type LetterIntake, openLetterIntake } from './letter-intake.ts';
import type { PlanJournal } from './plan-file.ts';

/** What a round of replaying works on. */
export interface ReplayWork {
  box: Pick<LetterBox, 'letters' | 'openReceiver' | 'sender'>;
  /** The plan's mark. */
  run: string;
  /** Sequence numbers that are still to be done. A round takes out what it has done. */
  pending: Set<string>;
  /** Sequence numbers that were sent, in this run or before. A round adds to it. */
  sent: Set<string>;
  journal: PlanJournal;
  pace: Pace;
  /** Messages received at once. */
  batch: number;
  /** Messages looked at per second at most; 0 is no limit. */
  peekRate: number;
  /** How long to wait for letters that somebody else has locked, in milliseconds. */
  patienceMs: number;
  /** Ends the round after the letter in hand. */
  signal: AbortSignal;
  /** Told of each letter that is done; `missing` ones were no dead letters any more. */
  onDone: (what: 'replayed' | 'missing') => void;
}

/**
 * Why a round ended: nothing is pending, the limit is reached, it was told to stop, or the letters that are left
 * are locked by somebody else.
 */
export type RoundEnd = 'done' | 'limit' | 'stopped' | 'locked';

/** Time between two looks for letters that somebody else has locked. */
const LOOK_AGAIN_MS = 1_000;

/**
 * Replays up to `limit` of the pending letters, one at a time: locked, sent, noted, completed. Whenever it is
 * killed no letter is lost, and at most the one in hand is sent twice.
 */
export async function replayRound(work: ReplayWork, limit = Number.POSITIVE_INFINITY): Promise<RoundEnd> {
  const intake = openLetterIntake(work.box);
  try {
    return await untilDone(work, intake, limit);
  } finally {
    await intake.close();
  }
}

async function untilDone(work: ReplayWork, intake: LetterIntake, limit: number): Promise<RoundEnd> {
  const { pending, signal } = work;
  let left = limit;
  let idleSince = performance.now();
  let reached = Long.ZERO;
  while (pending.size > 0) {
    if (signal.aborted) return 'stopped';
    if (left <= 0) return 'limit';
    const before = pending.size;
    const letters = await intake.next(work.batch);
    for (const letter of letters) {
      const wanted = left > 0 && !signal.aborted && pending.has(numberOf(letter));
      if (wanted && (await replayOne(letter, work, intake))) left -= 1;
      else intake.hold(letter);
    }
    if (letters.length === 0) await dropMissing(work);
    const last = letters.at(-1)?.sequenceNumber ?? reached;
    if (pending.size < before || last.greaterThan(reached)) idleSince = performance.now();
    else if (performance.now() - idleSince > work.patienceMs) return 'locked';
    else if (letters.length === 0) await wait(LOOK_AGAIN_MS, undefined, { signal }).catch(() => {});
    if (last.greaterThan(reached)) reached = last;
  }
  return 'done';
}

/** Whether the letter is done. One whose lock is lost comes again; if it was sent, it is only completed then. */
async function replayOne(
  letter: ServiceBusReceivedMessage,
  { box, run, pending, sent, journal, pace, signal, onDone }: ReplayWork,
  intake: LetterIntake,
): Promise<boolean> {
  const number = numberOf(letter);
  if (!sent.has(number)) {
    try {
      await pace.take(1, signal);
    } catch {
      return false;
    }
    if (!(await keptLocked(letter, intake))) return false;
    await box.sender.sendMessages(replayedMessage(letter, run));
    journal.sent(number);
    sent.add(number);
  }
  if ((await intake.settler().settle(letter, { kind: 'complete' })) === 'lock-lost') return false;
  journal.done(number);
  pending.delete(number);
  onDone('replayed');
  return true;
}

/** With less left than this the lock is prolonged before a letter is sent. Service Bus locks for 5 s at least. */
const LOCK_MARGIN_MS = 3_000;

async function keptLocked(letter: ServiceBusReceivedMessage, intake: LetterIntake): Promise<boolean> {
  const { lockedUntilUtc } = letter;
  if (lockedUntilUtc !== undefined && lockedUntilUtc.getTime() - Date.now() > LOCK_MARGIN_MS) return true;
  try {
    await intake.renew(letter);
    return true;
  } catch (error) {
    if (serviceBusCode(error) === 'MessageLockLost') return false;
    throw error;
  }
}

/** Takes out what is no dead letter any more: completed just before a kill, or by somebody else. */
async function dropMissing({ box, pending, sent, journal, peekRate, onDone }: ReplayWork): Promise<void> {
  const present = new Set<string>();
  for await (const message of peekLetters(box.letters, { rate: peekRate })) {
    const number = numberOf(message);
    if (pending.has(number)) present.add(number);
  }
  for (const number of [...pending].filter((each) => !present.has(each))) {
    pending.delete(number);
    journal.done(number);
    onDone(sent.has(number) ? 'replayed' : 'missing');
  }
}

function numberOf({ sequenceNumber }: ServiceBusReceivedMessage): string {
  return sequenceNumber?.toString() ?? '';
}
