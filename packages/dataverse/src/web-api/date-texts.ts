import { isJsonObject } from '../values/json-object.ts';

/** No text of a column begins with it: it is one of Unicode's characters for private use. */
const MARK = '\ue000';
/**
 * A JSON text that dynamics-web-api would turn into a Date. No other quotation mark stands behind one of
 * these.
 */
const DATE_TEXT = /(?<=[:,[]\s*)"(?=\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[-+]\d{2}:\d{2})")/g;

/**
 * The same JSON with a mark in every text that looks like a date. dynamics-web-api 2.5.0 makes a Date of it
 * whatever column it stands in, and loses its time zone: an id in a text column would become another one.
 */
export function withMarkedDates(json: string): string {
  return json.replace(DATE_TEXT, `"${MARK}`);
}

/** Takes the marks out of a row that was just parsed, in place. */
export function unmark(row: Record<string, unknown>): void {
  for (const name of Object.keys(row)) row[name] = unmarked(row[name]);
}

function unmarked(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith(MARK) ? value.slice(MARK.length) : value;
  if (Array.isArray(value)) return value.map(unmarked);
  if (isJsonObject(value)) unmark(value);
  return value;
}
