import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { Clock } from '@spotler-connector/clock';
import { deadLetterOf } from '../dead-letter/message/dead-letter.ts';
import { type Peeker, peekMessages } from '../dead-letter/queue/peek-messages.ts';

/** The reason of a dead letter whose contact is held. */
export const HELD_BY_BRAKE = 'HeldByBrake';
/** Messages looked at a second. */
export const PEEK_RATE = 500;

/** A dead letter whose contact is held. */
export interface HeldDeadLetter {
  readonly sequenceNumber: string;
  /** The records that it names; none for a Spotler Job. */
  readonly records: readonly RecordRef[];
}

/** Looks for all of them, oldest first, and locks none. */
export async function heldDeadLetters(
  deadLetters: Peeker,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<HeldDeadLetter[]> {
  const found: HeldDeadLetter[] = [];
  for await (const message of peekMessages(deadLetters, { rate: PEEK_RATE, signal, clock })) {
    const { reason, sequenceNumber, records } = deadLetterOf(message);
    if (reason === HELD_BY_BRAKE) found.push({ sequenceNumber, records });
  }
  return found;
}
