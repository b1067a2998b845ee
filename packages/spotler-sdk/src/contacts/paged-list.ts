import * as t from 'io-ts';
import { orNull } from './or-null.ts';

/** One page of a list, in either shape. */
export interface Page {
  readonly items: readonly unknown[];
  /** `bare`: a plain array without any word about further pages. */
  readonly shape: 'paged' | 'bare';
  /** Link to the next page; undefined on the last one. Only its offset is used: it is never followed. */
  readonly next: string | undefined;
}

const Paging = t.partial({ next: orNull(t.string) });
const Wrapped = t.intersection([t.UnknownRecord, t.partial({ paging: orNull(Paging) })]);

/** Reads `{ paging, [name]: […] }` or a plain array; undefined when it is neither. */
export function readPage(json: unknown, name: string): Page | undefined {
  if (Array.isArray(json)) return { items: json, shape: 'bare', next: undefined };
  if (!Wrapped.is(json)) return undefined;
  const items = json[name];
  if (!Array.isArray(items)) return undefined;
  return { items, shape: 'paged', next: json.paging?.next ?? undefined };
}

/**
 * Gives the offset of the page after this one; undefined when this was the last. Always more than `after`.
 *
 * A plain array says nothing about further pages: one that is exactly as long as asked for may have a
 * successor, a longer one shows that the page size was not looked at.
 */
export function nextOffset(page: Page, after: number, pageSize: number): number | undefined {
  if (page.items.length === 0) return undefined;
  const counted = after + page.items.length;
  if (page.shape === 'bare') return page.items.length === pageSize ? counted : undefined;
  if (page.next === undefined) return undefined;
  const offset = Number(
    URL.parse(page.next, 'http://spotler.invalid')?.searchParams.get('after') ?? Number.NaN,
  );
  return Number.isSafeInteger(offset) && offset > after ? offset : counted;
}
