import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import type { Clock } from '@spotler-connector/clock';
import { type DeadLetterIntake, openDeadLetterIntake } from '@spotler-connector/service-bus';
import Long from 'long';
import { pause } from '../../time/pause.ts';
import type { RateLimit } from '../../time/rate-limit.ts';
import { MAX_PASSED_OVER } from './batch-size.ts';
import type { DeadLetterQueue } from './dead-letter-queue.ts';
import { keptLocked } from './kept-locked.ts';
import { peekMessages } from './peek-messages.ts';

/** Sequence numbers of dead letters that are still to be done. A set of them is one. */
export interface PendingNumbers extends Iterable<string> {
  readonly size: number;
  has(sequenceNumber: string): boolean;
  /** Takes one out; false when it was not in. */
  delete(sequenceNumber: string): boolean;
}

/** Which dead letters are to be drained, and how. */
export interface DrainOptions {
  readonly queue: Pick<DeadLetterQueue, 'deadLetters' | 'openReceiver'>;
  /** Sequence numbers that are still to be done. What is dealt with is taken out. */
  readonly pending: PendingNumbers;
  /** Keeps the rate of what is handled. What is not pending is passed over without it. */
  readonly limit: RateLimit;
  readonly clock: Clock;
  /** Dead letters received at once. */
  readonly batch: number;
  /** Messages looked at per second at most; 0 is no limit. */
  readonly peekRate: number;
  /** How long to wait for dead letters that are not handed out, in milliseconds. */
  readonly lockWaitMs: number;
  /** Ends it after the dead letter in hand. */
  readonly signal: AbortSignal;
  /** Handles a dead letter while it is locked; then it is completed, or left where it is. */
  readonly handle: (
    deadLetter: ServiceBusReceivedMessage,
    sequenceNumber: string,
  ) => Promise<'complete' | 'leave'>;
  /** Is called when a dead letter is completed; `missing` ones were no dead letters any more. */
  readonly onDone: (sequenceNumber: string, what: 'drained' | 'missing') => void;
}

/**
 * Why draining ended: nothing is pending, the limit is reached, it was told to stop, or Service Bus did not
 * hand out the dead letters that are left.
 */
export type DrainEnd = 'done' | 'limit' | 'stopped' | 'locked';

/** Time between two looks for dead letters that are not handed out. */
const LOOK_AGAIN_MS = 1_000;

/** Locks the pending dead letters one at a time, does with each what is to be done, and completes it. */
export async function drain(options: DrainOptions, limit = Number.POSITIVE_INFINITY): Promise<DrainEnd> {
  const intake = openDeadLetterIntake(() => options.queue.openReceiver());
  try {
    return await untilDone(options, intake, limit);
  } finally {
    await intake.close();
  }
}

async function untilDone(options: DrainOptions, intake: DeadLetterIntake, limit: number): Promise<DrainEnd> {
  const { pending, signal, lockWaitMs, clock } = options;
  let left = limit;
  let idleSince = clock.monotonic();
  let reached = Long.ZERO;
  let batch = options.batch;
  while (pending.size > 0) {
    if (signal.aborted) return 'stopped';
    if (left <= 0) return 'limit';
    const before = pending.size;
    const deadLetters = await intake.next(batch);
    // However low the rate, those in front are passed over before the first of their locks has run out.
    batch = deadLetters.some((each) => pending.has(numberOf(each))) ? options.batch : MAX_PASSED_OVER;
    for (const deadLetter of deadLetters) {
      const wanted = left > 0 && !signal.aborted && pending.has(numberOf(deadLetter));
      if (wanted && (await drainOne(deadLetter, options, intake))) left -= 1;
    }
    if (deadLetters.length === 0) await dropMissing(options);
    const last = deadLetters.at(-1)?.sequenceNumber ?? reached;
    if (pending.size < before || last.greaterThan(reached)) idleSince = clock.monotonic();
    else if (clock.monotonic() - idleSince > lockWaitMs) return 'locked';
    else if (deadLetters.length === 0) await pause(clock, LOOK_AGAIN_MS, signal);
    if (last.greaterThan(reached)) reached = last;
  }
  return 'done';
}

/** Whether the dead letter was completed. One whose lock is lost is received again. */
async function drainOne(
  deadLetter: ServiceBusReceivedMessage,
  { pending, limit, clock, signal, handle, onDone }: DrainOptions,
  intake: DeadLetterIntake,
): Promise<boolean> {
  const number = numberOf(deadLetter);
  await limit.take(1, signal);
  if (signal.aborted || !(await keptLocked(deadLetter, intake, clock.now()))) return false;
  if ((await handle(deadLetter, number)) === 'leave') {
    pending.delete(number);
    return false;
  }
  if (!(await intake.complete(deadLetter))) return false;
  pending.delete(number);
  onDone(number, 'drained');
  return true;
}

/** Takes out what is no dead letter any more: completed just before a kill, or by somebody else. */
async function dropMissing({ queue, pending, peekRate, clock, onDone }: DrainOptions): Promise<void> {
  const present = new Set<string>();
  for await (const message of peekMessages(queue.deadLetters, { rate: peekRate, clock })) {
    const number = numberOf(message);
    if (pending.has(number)) present.add(number);
  }
  for (const number of pending) {
    if (present.has(number)) continue;
    pending.delete(number);
    onDone(number, 'missing');
  }
}

function numberOf({ sequenceNumber }: ServiceBusReceivedMessage): string {
  return sequenceNumber?.toString() ?? '';
}
