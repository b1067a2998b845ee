import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { serviceBusCode } from '@spotler-connector/service-bus';
import { fingerprintOf } from '../message/fingerprint.ts';
import { replayedMessage } from '../message/replay-stamp.ts';
import type { DeadLetterQueue } from '../queue/dead-letter-queue.ts';
import { type DrainEnd, type DrainOptions, drain } from '../queue/drain.ts';
import type { PlanJournal } from './plan-journal.ts';

/**
 * Outcome of a planned dead letter: `missing` ones were no dead letters any more, `unsendable` ones can't
 * be sent, and `different` ones are others than those that were planned. The last two stay where they are.
 */
export type Replayed = 'replayed' | 'missing' | 'unsendable' | 'different';

/** Sequence numbers of dead letters that were sent. A set of them is one. */
export interface SentNumbers {
  has(sequenceNumber: string): boolean;
  add(sequenceNumber: string): unknown;
}

/** Work of a round of replaying. */
export interface ReplayWork extends Omit<DrainOptions, 'queue' | 'handle' | 'onDone'> {
  readonly queue: Pick<DeadLetterQueue, 'deadLetters' | 'openReceiver' | 'sender'>;
  /** The plan's mark. */
  readonly run: string;
  /** Fingerprints of the planned dead letters, by sequence number. */
  readonly fingerprints: Pick<ReadonlyMap<string, string>, 'get'>;
  /** Sequence numbers that were sent, in this run or before. A round adds to it. */
  readonly sent: SentNumbers;
  readonly journal: PlanJournal;
  /** Is called for each dead letter that is dealt with. */
  readonly onDone: (what: Replayed, sequenceNumber: string) => void;
}

/**
 * Replays up to `limit` of the pending dead letters, one at a time: locked, compared, sent, noted, completed.
 * Whenever it is killed no dead letter is lost, and at most the one in hand is sent twice.
 */
export function replayRound(work: ReplayWork, limit?: number): Promise<DrainEnd> {
  const { sent, journal, onDone } = work;
  return drain(
    {
      ...work,
      handle: (deadLetter, number) => send(deadLetter, number, work),
      onDone(number, what) {
        if (what === 'missing' && !sent.has(number)) return onDone('missing', number);
        journal.done(number);
        onDone('replayed', number);
      },
    },
    limit,
  );
}

async function send(
  deadLetter: ServiceBusReceivedMessage,
  number: string,
  { queue, run, fingerprints, sent, journal, onDone }: ReplayWork,
): Promise<'complete' | 'leave'> {
  if (fingerprints.get(number) !== fingerprintOf(deadLetter)) {
    onDone('different', number);
    return 'leave';
  }
  if (sent.has(number)) return 'complete';
  const message = replayedMessage(deadLetter, run);
  try {
    await queue.sender.sendMessages(message);
  } catch (error) {
    if (!isOfTheMessage(error)) throw error;
    journal.unsendable(number);
    onDone('unsendable', number);
    return 'leave';
  }
  journal.sent(number);
  sent.add(number);
  return 'complete';
}

/** Whether sending failed because of this message alone: it is too large, or the client can't encode it. */
function isOfTheMessage(error: unknown): boolean {
  return (
    serviceBusCode(error) === 'MessageSizeExceeded' ||
    error instanceof TypeError ||
    error instanceof RangeError
  );
}
