import type { ServiceBusSender } from '@azure/service-bus';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { Clock } from '@spotler-connector/clock';
import { lookAfter, secondLookMessage } from '@spotler-connector/service-bus';
import { failureMessage } from '../../failure/failure-message.ts';
import type { Terminal } from '../../terminal/terminal.ts';

/** A contact that a command wrote to, so that something may come late. */
export interface ContactInDoubt {
  readonly ref: RecordRef;
  readonly externalId: string;
  /** When it was erased, in milliseconds since the epoch; undefined when it was not. */
  readonly erasedAt?: number | undefined;
}

/** Options of arranging second looks. */
export interface ArrangeLooksOptions {
  /** Sends into the queue that workers read; undefined when there is none that a look can be put into. */
  readonly sender: Pick<ServiceBusSender, 'sendMessages'> | undefined;
  readonly organizationId: string;
  readonly latestEffectMs: number;
  readonly clock: Pick<Clock, 'now'>;
  readonly terminal: Pick<Terminal, 'log'>;
}

const NOT_ARRANGED =
  'No second look was arranged: what takes effect late in Spotler stays until the record changes, or until the next sweep.';

/**
 * Has a worker look at contacts once more, when Spotler can't sit on any request any longer, as workers do
 * after their own writes. Where that can't be done it is said.
 */
export async function arrangeLooks(
  contacts: readonly ContactInDoubt[],
  { sender, organizationId, latestEffectMs, clock, terminal }: ArrangeLooksOptions,
): Promise<void> {
  if (contacts.length === 0) return;
  if (sender === undefined) return terminal.log(NOT_ARRANGED);
  try {
    for (const contact of contacts) {
      const { ref, externalId: contactId, erasedAt } = contact;
      const due = lookAfter(contact, clock.now(), latestEffectMs);
      await sender.sendMessages(secondLookMessage({ ...due, ref, contactId, erasedAt, organizationId }));
    }
  } catch (error) {
    terminal.log(`${NOT_ARRANGED} ${failureMessage(error)}`);
  }
}
