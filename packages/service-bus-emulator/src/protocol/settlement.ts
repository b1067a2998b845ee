import type { ModifiedProperties } from '../semantics/message.ts';
import { Refusal } from '../semantics/refusal.ts';
import { encodeValue, isTyped, typedEntries } from './amqp-value.ts';
import { amqpMessage, amqpTypes, type Composite } from './rhea-internals.ts';

/** An answer to a delivery, ready to be written. */
export type Settlement = Composite;

export function accepted(): Settlement {
  return amqpMessage.accepted({});
}

export function rejected(error: { readonly condition: string; readonly description: string }): Settlement {
  return amqpMessage.rejected({ error: { condition: error.condition, description: error.description } });
}

/** What a receiver has decided about a message. */
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

const CODE = { accepted: 0x24, rejected: 0x25, released: 0x26, modified: 0x27 } as const;

/** Reads a disposition's state; undefined when it is no final outcome. */
export function outcomeOf(state: unknown): Outcome | undefined {
  if (!isTyped(state) || !Array.isArray(state.value)) return undefined;
  const fields: readonly unknown[] = state.value;
  switch (Number(state.descriptor?.value)) {
    case CODE.accepted:
      return { kind: 'complete' };
    case CODE.released:
      return { kind: 'release' };
    case CODE.modified: {
      const isDeferred = amqpTypes.unwrap(fields[1]) === true;
      return { kind: isDeferred ? 'defer' : 'abandon', modified: encodedEntries(fields[2]) };
    }
    case CODE.rejected:
      return deadLetterOutcome(fields[0]);
    default:
      return undefined;
  }
}

const REASON = 'DeadLetterReason';
const DESCRIPTION = 'DeadLetterErrorDescription';

function deadLetterOutcome(error: unknown): Outcome {
  const info = isTyped(error) && Array.isArray(error.value) ? typedEntries(error.value[2]) : new Map();
  const text = (name: string): string | undefined => {
    const value: unknown = amqpTypes.unwrap(info.get(name));
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
  return cause instanceof Refusal
    ? { condition: cause.condition, description: cause.message }
    : { condition: 'amqp:internal-error', description: 'The service was unable to process the request.' };
}
