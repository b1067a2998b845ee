import type { Clock } from '@spotler-connector/clock';
import Long from 'long';
import { pause } from '../../time/pause.ts';
import { type DeadLetter, deadLetterOf } from '../message/dead-letter.ts';
import { runOf } from '../message/replay-stamp.ts';
import type { DeadLetterQueue } from '../queue/dead-letter-queue.ts';
import { peekMessages } from '../queue/peek-messages.ts';

/** Messages that are watched, and for how long. */
export interface DetectReturnsOptions {
  readonly queue: Pick<DeadLetterQueue, 'deadLetters' | 'activeMessages'>;
  /** The plan's mark. */
  readonly run: string;
  /** The highest sequence number of a dead letter when the plan was made. */
  readonly newest: string;
  /** Messages looked at per second at most; 0 is no limit. */
  readonly peekRate: number;
  /** How long the worker may take, in milliseconds. */
  readonly waitMs: number;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** Result of replaying messages. */
export type Returns =
  /** The worker is through with all of them, and none is a dead letter again. */
  | { kind: 'clean' }
  /** These are dead letters again. */
  | { kind: 'came-back'; deadLetters: DeadLetter[] }
  /** Some still wait in the queue. */
  | { kind: 'waiting' }
  | { kind: 'stopped' };

const LOOK_AGAIN_MS = 500;

/** Watches until the worker is through with the messages of a run, or one of them is a dead letter again. */
export async function detectReturns(options: DetectReturnsOptions): Promise<Returns> {
  const { queue, run, newest, peekRate, waitMs, signal, clock } = options;
  const started = clock.monotonic();
  let from = Long.ZERO;

  async function firstWaiting(): Promise<boolean> {
    for await (const message of peekMessages(queue.activeMessages, { from, rate: peekRate, clock })) {
      if (runOf(message) !== run) continue;
      // Nothing of this run is in front of the first that was found: the next look begins there.
      from = message.sequenceNumber ?? from;
      return true;
    }
    return false;
  }

  async function returned(): Promise<DeadLetter[]> {
    const deadLetters: DeadLetter[] = [];
    const first = Long.fromString(newest).add(1);
    for await (const message of peekMessages(queue.deadLetters, { from: first, rate: peekRate, clock })) {
      if (runOf(message) === run) deadLetters.push(deadLetterOf(message));
    }
    return deadLetters;
  }

  for (;;) {
    if (signal.aborted) return { kind: 'stopped' };
    const stillWaiting = await firstWaiting();
    const deadLetters = await returned();
    if (deadLetters.length > 0) return { kind: 'came-back', deadLetters };
    if (!stillWaiting) return { kind: 'clean' };
    if (clock.monotonic() - started > waitMs) return { kind: 'waiting' };
    await pause(clock, LOOK_AGAIN_MS, signal);
  }
}
