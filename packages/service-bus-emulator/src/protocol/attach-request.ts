import { SessionError } from '../amqp/amqp-error.ts';
import {
  byDescriptor,
  type FrameFields,
  isTyped,
  type ReadComposite,
  readComposite,
} from '../amqp/composite.ts';
import { TERMINI } from '../amqp/composites.ts';
import { amqpTypes } from '../amqp/rhea-types.ts';
import { numberField } from './frame-fields.ts';

/** The wishes of an attach. */
export interface AttachRequest {
  /** The fields of the source; those that can be of any type are still encoded. */
  readonly source: FrameFields;
  readonly sourceAddress: string | undefined;
  readonly targetAddress: string | undefined;
  /** The termini as they were encoded, to be sent back as they are. */
  readonly sourceRaw: unknown;
  readonly targetRaw: unknown;
  readonly sendSettleMode: number;
  readonly receiveSettleMode: number;
  /** Where a sender begins to count its deliveries. */
  readonly initialDeliveryCount: number;
  /** True when the peer asks for transactions. */
  readonly isTransactional: boolean;
  readonly properties: unknown;
}

const TERMINUS_TYPES = byDescriptor(Object.values(TERMINI));

/** Reads what an attach asks for. */
export function readAttach(performative: FrameFields): AttachRequest {
  const source = readComposite(TERMINUS_TYPES, performative['source']);
  const target = readComposite(TERMINUS_TYPES, performative['target']);
  return {
    source: source?.fields ?? {},
    sourceAddress: addressOf(source),
    targetAddress: addressOf(target),
    sourceRaw: whole(performative['source']),
    targetRaw: whole(performative['target']),
    isTransactional: target?.type === TERMINI.coordinator,
    sendSettleMode: settleMode(performative, 'snd_settle_mode', 2),
    receiveSettleMode: settleMode(performative, 'rcv_settle_mode', 0),
    initialDeliveryCount: numberField(performative, 'initial_delivery_count', 0),
    properties: performative['properties'],
  };
}

/** The modes that the standard has, by their numbers. */
const LAST_MODE = { snd_settle_mode: 2, rcv_settle_mode: 1 } as const;

function settleMode(performative: FrameFields, name: keyof typeof LAST_MODE, absent: number): number {
  const mode = numberField(performative, name, absent);
  if (mode <= LAST_MODE[name]) return mode;
  throw new SessionError('amqp:invalid-field', `There is no ${name.replaceAll('_', '-')} ${mode}.`);
}

function addressOf(terminus: ReadComposite | undefined): string | undefined {
  const address = amqpTypes.unwrap(terminus?.fields['address']);
  return typeof address === 'string' ? address : undefined;
}

/** A terminus as the peer wrote it, with the fields that it left out at the end as nulls. */
function whole(terminus: unknown): unknown {
  const type = readComposite(TERMINUS_TYPES, terminus)?.type;
  if (type === undefined || !isTyped(terminus) || !Array.isArray(terminus.value)) return terminus;
  const items: readonly unknown[] = terminus.value;
  const all = type.fields.map((_, index) => items[index] ?? null);
  return amqpTypes.described(amqpTypes.wrap_ulong(type.code), amqpTypes.wrap_list(all));
}
