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
  /** Whether to end as soon as one is a dead letter again, or only when the worker is through with all. */
  readonly until: 'first-return' | 'all-handled';
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** Result of replaying messages. */
export interface Returns {
  /**
   * `returned`: some are dead letters again. `waiting`: some still wait in the queue. `clean`: none of both.
   */
  readonly kind: 'clean' | 'returned' | 'waiting' | 'stopped';
  /** Those that are dead letters again. */
  readonly deadLetters: readonly DeadLetter[];
}

const LOOK_AGAIN_MS = 500;

/** Watches until the worker is through with the messages of a run, or one of them is a dead letter again. */
export async function detectReturns(options: DetectReturnsOptions): Promise<Returns> {
  const { queue, run, newest, peekRate, waitMs, until, signal, clock } = options;
  const started = clock.monotonic();
  let from = Long.ZERO;

  async function isWaiting(): Promise<boolean> {
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
    if (signal.aborted) return { kind: 'stopped', deadLetters: [] };
    const stillWaiting = await isWaiting();
    const deadLetters = await returned();
    if (deadLetters.length > 0 && (until === 'first-return' || !stillWaiting)) {
      return { kind: 'returned', deadLetters };
    }
    if (!stillWaiting) return { kind: 'clean', deadLetters };
    if (clock.monotonic() - started > waitMs) return { kind: 'waiting', deadLetters };
    await pause(clock, LOOK_AGAIN_MS, signal);
  }
}
