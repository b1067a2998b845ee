import { type Clearing, type ClearingEnd, clearLetters } from '../letters/clear-letters.ts';
import type { LetterBox } from '../letters/letter-box.ts';
import { replayedMessage } from '../letters/replay-stamp.ts';
import type { PlanJournal } from './plan-file.ts';

/** What a round of replaying works on. */
export interface ReplayWork extends Omit<Clearing, 'box' | 'beforehand' | 'onDone'> {
  readonly box: Pick<LetterBox, 'letters' | 'openReceiver' | 'sender'>;
  /** The plan's mark. */
  readonly run: string;
  /** Sequence numbers that were sent, in this run or before. A round adds to it. */
  readonly sent: Set<string>;
  readonly journal: PlanJournal;
  /** Told of each letter that is done; `missing` ones were no dead letters any more. */
  readonly onDone: (what: 'replayed' | 'missing') => void;
}

/**
 * Replays up to `limit` of the pending letters, one at a time: locked, sent, noted, completed. Whenever it is
 * killed no letter is lost, and at most the one in hand is sent twice.
 */
export function replayRound(work: ReplayWork, limit?: number): Promise<ClearingEnd> {
  const { box, run, sent, journal, onDone } = work;
  return clearLetters(
    {
      ...work,
      async beforehand(letter, number) {
        if (sent.has(number)) return;
        await box.sender.sendMessages(replayedMessage(letter, run));
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
