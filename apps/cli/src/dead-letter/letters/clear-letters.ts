import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import type { Clock } from '@spotler-connector/clock';
import { type DeadLetterIntake, openDeadLetterIntake, serviceBusCode } from '@spotler-connector/service-bus';
import Long from 'long';
import { pause } from '../../time/pause.ts';
import type { RateLimit } from '../../time/rate-limit.ts';
import type { LetterBox } from './letter-box.ts';
import { peekLetters } from './peek-letters.ts';

/** Which dead letters are to be cleared away, and how. */
export interface Clearing {
  readonly box: Pick<LetterBox, 'letters' | 'openReceiver'>;
  /** Sequence numbers that are still to be done. What is done is taken out. */
  readonly pending: Set<string>;
  readonly limit: RateLimit;
  readonly clock: Clock;
  /** Letters received at once. */
  readonly batch: number;
  /** Messages looked at per second at most; 0 is no limit. */
  readonly peekRate: number;
  /** How long to wait for letters that somebody else has locked, in milliseconds. */
  readonly lockWaitMs: number;
  /** Ends it after the letter in hand. */
  readonly signal: AbortSignal;
  /** What is done with a letter while it is locked, before it is completed. */
  readonly beforehand: (letter: ServiceBusReceivedMessage, sequenceNumber: string) => Promise<void>;
  /** Told of each that is done; `missing` ones were no dead letters any more. */
  readonly onDone: (sequenceNumber: string, what: 'cleared' | 'missing') => void;
}

/**
 * Why it ended: nothing is pending, the limit is reached, it was told to stop, or the letters that are left are
 * locked by somebody else.
 */
export type ClearingEnd = 'done' | 'limit' | 'stopped' | 'locked';

/** Time between two looks for letters that somebody else has locked. */
const LOOK_AGAIN_MS = 1_000;

/** Locks the pending letters one at a time, does with each what is to be done, and completes it. */
export async function clearLetters(
  clearing: Clearing,
  limit = Number.POSITIVE_INFINITY,
): Promise<ClearingEnd> {
  const intake = openDeadLetterIntake(() => clearing.box.openReceiver());
  try {
    return await untilDone(clearing, intake, limit);
  } finally {
    await intake.close();
  }
}

async function untilDone(clearing: Clearing, intake: DeadLetterIntake, limit: number): Promise<ClearingEnd> {
  const { pending, signal, lockWaitMs, clock } = clearing;
  let left = limit;
  let idleSince = clock.monotonic();
  let reached = Long.ZERO;
  while (pending.size > 0) {
    if (signal.aborted) return 'stopped';
    if (left <= 0) return 'limit';
    const before = pending.size;
    const letters = await intake.next(clearing.batch);
    for (const letter of letters) {
      const wanted = left > 0 && !signal.aborted && pending.has(numberOf(letter));
      if (wanted && (await clearOne(letter, clearing, intake))) left -= 1;
    }
    if (letters.length === 0) await dropMissing(clearing);
    const last = letters.at(-1)?.sequenceNumber ?? reached;
    if (pending.size < before || last.greaterThan(reached)) idleSince = clock.monotonic();
    else if (clock.monotonic() - idleSince > lockWaitMs) return 'locked';
    else if (letters.length === 0) await pause(clock, LOOK_AGAIN_MS, signal);
    if (last.greaterThan(reached)) reached = last;
  }
  return 'done';
}

/** Whether the letter is done. One whose lock is lost comes again. */
async function clearOne(
  letter: ServiceBusReceivedMessage,
  { pending, limit, clock, signal, beforehand, onDone }: Clearing,
  intake: DeadLetterIntake,
): Promise<boolean> {
  const number = numberOf(letter);
  await limit.take(1, signal);
  if (signal.aborted || !(await keptLocked(letter, intake, clock.now()))) return false;
  await beforehand(letter, number);
  if (!(await intake.complete(letter))) return false;
  pending.delete(number);
  onDone(number, 'cleared');
  return true;
}

/** With less left than this the lock is prolonged first. Service Bus locks for 5 s at least. */
const LOCK_MARGIN_MS = 3_000;

async function keptLocked(
  letter: ServiceBusReceivedMessage,
  intake: DeadLetterIntake,
  now: number,
): Promise<boolean> {
  const { lockedUntilUtc } = letter;
  if (lockedUntilUtc !== undefined && lockedUntilUtc.getTime() - now > LOCK_MARGIN_MS) return true;
  try {
    await intake.renew(letter);
    return true;
  } catch (error) {
    if (serviceBusCode(error) === 'MessageLockLost') return false;
    throw error;
  }
}

/** Takes out what is no dead letter any more: completed just before a kill, or by somebody else. */
async function dropMissing({ box, pending, peekRate, clock, onDone }: Clearing): Promise<void> {
  const present = new Set<string>();
  for await (const message of peekLetters(box.letters, { rate: peekRate, clock })) {
    const number = numberOf(message);
    if (pending.has(number)) present.add(number);
  }
  for (const number of [...pending].filter((each) => !present.has(each))) {
    pending.delete(number);
    onDone(number, 'missing');
  }
}

function numberOf({ sequenceNumber }: ServiceBusReceivedMessage): string {
  return sequenceNumber?.toString() ?? '';
}
