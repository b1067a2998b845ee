import { AmqpError } from '../amqp/amqp-error.ts';
import { byDescriptor, type Composite, composite, readComposite } from '../amqp/composite.ts';
import { DELIVERY_STATE, ERROR, errorComposite } from '../amqp/composites.ts';
import { amqpTypes } from '../amqp/rhea-types.ts';
import type { ModifiedProperties } from '../semantics/message.ts';
import { Refusal } from '../semantics/refusal.ts';
import { encodeValue, typedEntries } from './amqp-value.ts';

/** An answer to a delivery, ready to be written. */
export type Settlement = Composite;

export function accepted(): Settlement {
  return composite(DELIVERY_STATE.accepted, {});
}

export function rejected(error: { readonly condition: string; readonly description: string }): Settlement {
  return composite(DELIVERY_STATE.rejected, { error: errorComposite({ ...error }) });
}

/** A receiver's decision about a message. */
export type Outcome =
  | { readonly kind: 'complete' }
  | { readonly kind: 'release' }
  | { readonly kind: 'abandon' | 'defer'; readonly modified: ModifiedProperties }
  | {
      readonly kind: 'deadLetter';
      readonly reason: string | undefined;
      readonly description: string | undefined;
      readonly modified: ModifiedProperties;
    };

const STATES = byDescriptor(Object.values(DELIVERY_STATE));
const ERRORS = byDescriptor([ERROR]);

/** Reads a disposition's state; undefined when it is no final outcome. */
export function outcomeOf(state: unknown): Outcome | undefined {
  const read = readComposite(STATES, state);
  switch (read?.type) {
    case DELIVERY_STATE.accepted:
      return { kind: 'complete' };
    case DELIVERY_STATE.released:
      return { kind: 'release' };
    case DELIVERY_STATE.modified: {
      const isDeferred = read?.fields['undeliverable_here'] === true;
      const modified = encodedEntries(read?.fields['message_annotations']);
      return { kind: isDeferred ? 'defer' : 'abandon', modified };
    }
    case DELIVERY_STATE.rejected:
      return deadLetterOutcome(read?.fields['error']);
    default:
      return undefined;
  }
}

const REASON = 'DeadLetterReason';
const DESCRIPTION = 'DeadLetterErrorDescription';

function deadLetterOutcome(error: unknown): Outcome {
  const info = typedEntries(readComposite(ERRORS, error)?.fields['info']);
  const text = (name: string): string | undefined => {
    const value = amqpTypes.unwrap(info.get(name));
    return typeof value === 'string' ? value : undefined;
  };
  const [reason, description] = [text(REASON), text(DESCRIPTION)];
  info.delete(REASON);
  info.delete(DESCRIPTION);
  const modified = new Map([...info].map(([name, value]) => [name, encodeValue(value)]));
  return { kind: 'deadLetter', reason, description, modified };
}

/** A map's values, kept encoded so that their types are not lost. */
export function encodedEntries(map: unknown): Map<string, Uint8Array> {
  return new Map([...typedEntries(map)].map(([name, value]) => [name, encodeValue(value)]));
}

/** The error to answer with; what is not a refusal is a fault of ours and says no more than that. */
export function errorOf(cause: unknown): { condition: string; description: string } {
  return cause instanceof Refusal || cause instanceof AmqpError
    ? { condition: cause.condition, description: cause.message }
    : { condition: 'amqp:internal-error', description: 'The service was unable to process the request.' };
}
