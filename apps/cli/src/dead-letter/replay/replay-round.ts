import { replayedMessage } from '../message/replay-stamp.ts';
import type { DeadLetterQueue } from '../queue/dead-letter-queue.ts';
import { type DrainEnd, type DrainOptions, drain } from '../queue/drain.ts';
import type { PlanJournal } from './plan-file.ts';

/** Work of a round of replaying. */
export interface ReplayWork extends Omit<DrainOptions, 'queue' | 'beforehand' | 'onDone'> {
  readonly queue: Pick<DeadLetterQueue, 'deadLetters' | 'openReceiver' | 'sender'>;
  /** The plan's mark. */
  readonly run: string;
  /** Sequence numbers that were sent, in this run or before. A round adds to it. */
  readonly sent: Set<string>;
  readonly journal: PlanJournal;
  /** Told of each dead letter that is done; `missing` ones were no dead letters any more. */
  readonly onDone: (what: 'replayed' | 'missing') => void;
}

/**
 * Replays up to `limit` of the pending dead letters, one at a time: locked, sent, noted, completed. Whenever
 * it is killed no dead letter is lost, and at most the one in hand is sent twice.
 */
export function replayRound(work: ReplayWork, limit?: number): Promise<DrainEnd> {
  const { queue, run, sent, journal, onDone } = work;
  return drain(
    {
      ...work,
      async beforehand(deadLetter, number) {
        if (sent.has(number)) return;
        await queue.sender.sendMessages(replayedMessage(deadLetter, run));
        journal.sent(number);
        sent.add(number);
      },
      onDone(number, what) {
        journal.done(number);
        onDone(what === 'missing' && !sent.has(number) ? 'missing' : 'replayed');
      },
    },
    limit,
  );
}
