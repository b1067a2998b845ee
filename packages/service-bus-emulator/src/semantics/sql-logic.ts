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

function escapedPattern(pattern: string, by: string): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const isEscaped = pattern[at] === by && at + 1 < pattern.length;
    if (isEscaped) at += 1;
    const character = pattern[at] ?? '';
    if (!isEscaped && character === '%') source += '.*';
    else if (!isEscaped && character === '_') source += '.';
    else source += character.replace(/[.*+?^${}()|[\]\\]/, '\\$&');
  }
  return new RegExp(`^${source}$`, 'su');
}

export const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '!=', '<', '<=', '>', '>=']);

/** Whole numbers stay whole. What is no number, or divided by nothing, is unknown. */
export function arithmetic(sign: string, a: PropertyValue, b: PropertyValue): PropertyValue {
  if (kindOf(a) !== 'number' || kindOf(b) !== 'number') return undefined;
  const [left, right] = [Number(a), Number(b)];
  const result = calculate(sign, left, right);
  if (!Number.isFinite(result)) return undefined;
  return Number.isInteger(left) && Number.isInteger(right) ? Math.trunc(result) : result;
}

function calculate(sign: string, a: number, b: number): number {
  if (sign === '+') return a + b;
  if (sign === '-') return a - b;
  if (sign === '*') return a * b;
  return sign === '/' ? a / b : a % b;
}

/** `%` stands for any text, `_` for one character; one behind the escape character stands for itself. */
export function likePattern(pattern: string, escapedBy?: string): RegExp {
  if (escapedBy !== undefined) return escapedPattern(pattern, escapedBy);
  const escaped = pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('%', '.*').replaceAll('_', '.')}$`, 'su');
}
