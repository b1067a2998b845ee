import * as t from 'io-ts';
import { describedValue, isDescribed } from './described-value.ts';

/** Values that JSON has no form for, each under the name of its type. */
const Form = t.union([
  t.type({ time: t.string }),
  t.type({ bytes: t.string }),
  t.type({ double: t.string }),
  t.type({ described: t.union([t.string, t.number]), type: t.string, value: t.unknown }),
  t.type({ map: t.record(t.string, t.unknown) }),
]);

/** No client writes more levels; somebody may send more. */
const MAX_DEPTH = 16;

/**
 * A received AMQP value in JSON, from which {@link valueFromJson} makes the same value. What the client
 * library has lost already is not in it: the width of a whole number. Pure.
 */
export function valueToJson(value: unknown, depth: number = MAX_DEPTH): unknown {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : { double: String(value) };
  if (typeof value !== 'object' || value === null || depth === 0) return null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : { time: value.toISOString() };
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map((item) => valueToJson(item, depth - 1));
  if (isDescribed(value)) {
    const { descriptor, type } = value;
    return { described: descriptor.value, type: type.name, value: valueToJson(value.value, depth - 1) };
  }
  const members = Object.entries(value).map(([name, inner]) => [name, valueToJson(inner, depth - 1)]);
  return { map: Object.fromEntries(members) };
}

/** The value that {@link valueToJson} wrote; null for what it has not written. Pure. */
export function valueFromJson(json: unknown): unknown {
  if (typeof json !== 'object') return json;
  if (Array.isArray(json)) return json.map(valueFromJson);
  if (!Form.is(json)) return null;
  if ('time' in json) return new Date(json.time);
  if ('bytes' in json) return Buffer.from(json.bytes, 'base64');
  if ('double' in json) return Number(json.double);
  if ('described' in json) return describedValue(json.described, json.type, valueFromJson(json.value));
  const members = Object.entries(json.map).map(([name, inner]) => [name, valueFromJson(inner)]);
  return Object.fromEntries(members);
}
