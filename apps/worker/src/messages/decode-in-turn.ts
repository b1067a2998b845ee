import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import type { DecodedMessage } from '@spotler-connector/dataverse';
import { type DecodingOptions, type DeliveryPlace, decodeQueueMessage } from '@spotler-connector/service-bus';
import { MAX_RECORDS_AT_ONCE, type RecordAdmission } from './record-admission.ts';

/** Options of decoding messages in turn. */
export interface DecodingInTurn {
  readonly decoding: DecodingOptions;
  readonly admission: RecordAdmission;
  /** The message's place among those in hand. */
  readonly place: Pick<DeliveryPlace, 'hold' | 'turn'>;
}

/** A message that may be worked on. */
export interface DecodedInTurn {
  readonly decoded: DecodedMessage;
  /** To be called when its work is done. */
  readonly leave: () => void;
}

/** Decodes a message once it may be worked on: one that names many records may have to wait for others. */
export async function decodeInTurn(
  message: ServiceBusReceivedMessage,
  { decoding, admission, place }: DecodingInTurn,
): Promise<DecodedInTurn> {
  const turn = place.turn();
  if (turn !== undefined) await turn;
  const looked = look(message, decoding);
  if (typeof looked !== 'number') return { decoded: looked, leave() {} };
  place.hold();
  const leave = await admission.admit(looked);
  return { decoded: decodeQueueMessage(message, decoding), leave };
}

/** The message, or how many records it names when they are many: those are not kept while it waits. */
function look(message: ServiceBusReceivedMessage, decoding: DecodingOptions): DecodedMessage | number {
  const decoded = decodeQueueMessage(message, decoding);
  const isLarge = decoded.kind === 'change' && decoded.records.length > MAX_RECORDS_AT_ONCE;
  return isLarge ? decoded.records.length : decoded;
}
