import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import type { DecodedMessage } from '@spotler-connector/dataverse';
import type { MessageSettlement } from '../work/message-settlement.ts';
import type { MessageOutcome } from './message-outcome.ts';

/** Everything that is known of a message when it is done with. */
export interface SettledMessage {
  readonly message: ServiceBusReceivedMessage;
  readonly decoded: DecodedMessage;
  readonly outcome: MessageOutcome;
  /** How it is to be settled; in a dry run, how it would have been. */
  readonly settlement: MessageSettlement;
  /** Whether that was done. `none`: a dry run settles nothing. */
  readonly settled: 'settled' | 'lock-lost' | 'none';
  /** Milliseconds from when Service Bus took it in to when processing began. */
  readonly queueDelayMs: number;
  /** Milliseconds from then until it was settled. */
  readonly durationMs: number;
}
