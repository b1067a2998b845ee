import { setTimeout as wait } from 'node:timers/promises';
import Long from 'long';
import { type DeadLetter, deadLetterOf } from '../letters/dead-letter.ts';
import type { LetterBox } from '../letters/letter-box.ts';
import { peekLetters } from '../letters/peek-letters.ts';
import { runOf } from '../letters/replay-stamp.ts';

/** What is watched. */
export interface ComeBackOptions {
  box: Pick<LetterBox, 'letters' | 'waiting'>;
  /** The plan's mark. */
  run: string;
  /** The highest sequence number of a dead letter when the plan was made. */
  newest: string;
  /** Messages looked at per second at most; 0 is no limit. */
  peekRate: number;
  /** How long the worker may take, in milliseconds. */
  waitMs: number;
  signal: AbortSignal;
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
  const { box, run, newest, peekRate, waitMs, signal } = options;
  const started = performance.now();
  let from = Long.ZERO;

  async function firstWaiting(): Promise<boolean> {
    for await (const message of peekLetters(box.waiting, { from, rate: peekRate })) {
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
    for await (const message of peekLetters(box.letters, { from: first, rate: peekRate })) {
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
    if (performance.now() - started > waitMs) return { kind: 'waiting' };
    await wait(LOOK_AGAIN_MS, undefined, { signal }).catch(() => {});
  }
}
