import type { Clock } from '@spotler-connector/clock';
import Long from 'long';
import { pause } from '../../time/pause.ts';
import { type DeadLetter, deadLetterOf } from '../letters/dead-letter.ts';
import type { LetterBox } from '../letters/letter-box.ts';
import { peekLetters } from '../letters/peek-letters.ts';
import { runOf } from '../letters/replay-stamp.ts';

/** What is watched. */
export interface ComeBackOptions {
  readonly box: Pick<LetterBox, 'letters' | 'waiting'>;
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

/** What became of messages that were replayed. */
export type ComeBack =
  /** The worker is through with all of them, and none is a dead letter again. */
  | { kind: 'clean' }
  /** These are dead letters again. */
  | { kind: 'came-back'; letters: DeadLetter[] }
  /** Some still wait in the queue. */
  | { kind: 'waiting' }
  | { kind: 'stopped' };

const LOOK_AGAIN_MS = 500;

/** Watches until the worker is through with the messages of a run, or one of them is a dead letter again. */
export async function watchComeBack(options: ComeBackOptions): Promise<ComeBack> {
  const { box, run, newest, peekRate, waitMs, signal, clock } = options;
  const started = clock.monotonic();
  let from = Long.ZERO;

  async function firstWaiting(): Promise<boolean> {
    for await (const message of peekLetters(box.waiting, { from, rate: peekRate, clock })) {
      if (runOf(message) !== run) continue;
      // Nothing of this run is in front of the first that was found: the next look begins there.
      from = message.sequenceNumber ?? from;
      return true;
    }
    return false;
  }

  async function returned(): Promise<DeadLetter[]> {
    const letters: DeadLetter[] = [];
    const first = Long.fromString(newest).add(1);
    for await (const message of peekLetters(box.letters, { from: first, rate: peekRate, clock })) {
      if (runOf(message) === run) letters.push(deadLetterOf(message));
    }
    return letters;
  }

  for (;;) {
    if (signal.aborted) return { kind: 'stopped' };
    const stillWaiting = await firstWaiting();
    const letters = await returned();
    if (letters.length > 0) return { kind: 'came-back', letters };
    if (!stillWaiting) return { kind: 'clean' };
    if (clock.monotonic() - started > waitMs) return { kind: 'waiting' };
    await pause(clock, LOOK_AGAIN_MS, signal);
  }
}
