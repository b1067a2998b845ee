import { amqpTypes, type Typed } from '../amqp/rhea-types.ts';
import type { PropertyValue } from '../semantics/message.ts';

/** A long that JavaScript's numbers cannot hold is compared as a bigint. */
export function comparableTyped(typed: Typed): PropertyValue {
  const { value } = typed;
  if (Buffer.isBuffer(value) && typed.type.name === 'Long') return value.readBigInt64BE();
  if (Buffer.isBuffer(value) && typed.type.name === 'Ulong') return value.readBigUInt64BE();
  return comparable(amqpTypes.unwrap(typed));
}

/** A decoded value as rules compare it; undefined for what cannot be compared. */
export function comparable(value: unknown): PropertyValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return value;
  return Buffer.isBuffer(value) ? value : undefined;
}
