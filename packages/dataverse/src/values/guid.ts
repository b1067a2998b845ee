import { unwrapped } from './json-object.ts';

const GUID = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;
const GUIDS = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi;
const EMPTY = '00000000-0000-0000-0000-000000000000';

/** The row id in lower case and without braces, or null when `value` is no id or the empty one. */
export function toGuid(value: unknown): string | null {
  const text = unwrapped(value);
  if (typeof text !== 'string') return null;
  const guid = GUID.exec(text)?.[1]?.toLowerCase();
  return guid === undefined || guid === EMPTY ? null : guid;
}

/** Every GUID in a text, in lower case. */
export function guidsIn(text: string): string[] {
  return [...text.matchAll(GUIDS)].map(([guid]) => guid.toLowerCase());
}
