import type { PropertyValue } from './message.ts';

/** SQL's logic has three values: true, false and unknown, which is undefined here. */
export function not(value: PropertyValue): PropertyValue {
  return typeof value === 'boolean' ? !value : undefined;
}

export function and(a: PropertyValue, b: PropertyValue): PropertyValue {
  if (a === false || b === false) return false;
  return a === true && b === true ? true : undefined;
}

export function or(a: PropertyValue, b: PropertyValue): PropertyValue {
  if (a === true || b === true) return true;
  return a === false && b === false ? false : undefined;
}

/** Values of different types cannot be compared, nor can an absent one: the result is unknown. */
export function compare(sign: string, a: PropertyValue, b: PropertyValue): PropertyValue {
  if (a === undefined || b === undefined || kindOf(a) !== kindOf(b)) return undefined;
  if (sign === '=') return isSameValue(a, b);
  if (sign === '<>' || sign === '!=') return !isSameValue(a, b);
  if (sign === '<') return a < b;
  if (sign === '<=') return a <= b;
  return sign === '>' ? a > b : a >= b;
}

/** Numbers of both sizes can be compared with each other. */
function kindOf(value: PropertyValue): string {
  if (value instanceof Date) return 'date';
  return typeof value === 'bigint' ? 'number' : typeof value;
}

/** True when two properties have the same type and value. */
export function isSameValue(a: PropertyValue, b: PropertyValue): boolean {
  if (a instanceof Date) return b instanceof Date && a.getTime() === b.getTime();
  if (a instanceof Uint8Array) return b instanceof Uint8Array && Buffer.compare(a, b) === 0;
  if (typeof a === 'bigint' && typeof b === 'number')
    return a === BigInt(Math.trunc(b)) && Number.isInteger(b);
  if (typeof a === 'number' && typeof b === 'bigint') return isSameValue(b, a);
  return a === b;
}

export const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '!=', '<', '<=', '>', '>=']);

/** `%` stands for any text, `_` for one character. */
export function likePattern(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('%', '.*').replaceAll('_', '.')}$`, 'su');
}
