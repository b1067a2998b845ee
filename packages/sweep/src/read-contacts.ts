import { contactEntries, type Entries } from './entries.ts';
import type { ContactPage } from './ports.ts';
import type { ReadingOptions } from './reading.ts';
import { type Progress, takeAndKeep } from './take-page.ts';
import type { HashValue } from './value-hash.ts';

/** Contacts of a page that the next one shows again, as part of it. */
const OVERLAP = 20;
/** A list that moves on faster than this is no list. */
const MAX_STEPS_BACK = 50;

/**
 * Reads the contacts that are not read yet: all of them, or those that changed.
 *
 * Entries before a page can leave the list meanwhile, or move to its end since they change, and then some of
 * the next page would never be seen. So pages overlap, and one that does not begin where the page before
 * ended is asked for again from further back.
 */
export async function readContacts(options: ReadingOptions, progress: Progress): Promise<void> {
  const { target, comparison, entryOptions, base, signal } = options;
  const call = { since: base?.lastAt, signal };
  const endsOf = readEnds(entryOptions.hash);
  let { contacts: last } = progress.last;
  let after: number | null = last === undefined ? 0 : last.next;
  const coming = comingPages((offset) => target.contacts(offset, call));
  let before: PageEnds | undefined;
  let isBack = false;
  let stepsBack = 0;
  let furthest = 0;
  while (after !== null) {
    const page: ContactPage = await coming.take(after);
    const next = nextOffset(page, after);
    if (next !== null) await coming.ask(next);
    const ends = endsOf(page);
    // The offset is not looked at, and a list that says nothing was complete. A page from further back may
    // well be the one before again.
    if (!isBack && isSame(ends, before)) return;
    const entries = contactEntries(page.contacts, entryOptions);
    const tail = isBack ? undefined : last?.tail;
    const goesOn = tail === undefined ? isKnown(entries, comparison) : follows(ends, tail);
    if (after > 0 && !goesOn) {
      if (++stepsBack > MAX_STEPS_BACK)
        throw new RangeError('The list of contacts changes too fast to be read');
      // An empty page goes back as far as the one before is long.
      after = Math.max(0, after - Math.max(page.contacts.length, OVERLAP * (tail?.length ?? 0)));
      isBack = true;
      coming.forget();
      continue;
    }
    const nameless = page.contacts.filter(({ contactId }) => contactId === undefined).length;
    last = { side: 'contacts', next, nameless, gone: [], tail: ends.tail };
    await takeAndKeep({ cursor: last, entries }, options, progress);
    // There are about as many contacts as records, so most pages are followed by one that is as long.
    if (next !== null && 2 * next - after < comparison.counts().records) await coming.ask(2 * next - after);
    if (after > furthest) [furthest, stepsBack] = [after, 0];
    before = ends;
    after = next;
    isBack = false;
  }
}

/** Hashes of the contacts where a page begins and ends, those too that no external system knows. */
interface PageEnds {
  readonly length: number;
  readonly first: number | undefined;
  readonly tail: readonly number[];
}

function readEnds(hash: HashValue): (page: ContactPage) => PageEnds {
  return (page) => {
    const hashes = page.contacts.map(({ contactId, ownId }) => hash(contactId ?? `own ${ownId}`));
    return { length: hashes.length, first: hashes[0], tail: hashes.slice(-overlapOf(page)) };
  };
}

function isSame({ length, first, tail }: PageEnds, before: PageEnds | undefined): boolean {
  return length === before?.length && first === before.first && tail.at(-1) === before.tail.at(-1);
}

/** Whether the first of these contacts was read before; unknown, and so taken to be, of nameless ones. */
function isKnown(entries: Entries, comparison: ReadingOptions['comparison']): boolean {
  return entries.words.length === 0 || comparison.hasFirstOf(entries);
}

function follows({ first }: PageEnds, tail: readonly number[]): boolean {
  return first !== undefined && tail.includes(first);
}

function overlapOf({ contacts }: ContactPage): number {
  return Math.ceil(contacts.length / OVERLAP);
}

function nextOffset(page: ContactPage, after: number): number | null {
  return page.next === undefined ? null : Math.max(after + 1, page.next - overlapOf(page));
}

/** Pages that are asked for before anybody waits for them: no more than two, this one and the next. */
function comingPages(read: (after: number) => Promise<ContactPage>) {
  const pages = new Map<number, Promise<ContactPage>>();
  return {
    /** Asks for a page, and gives back once that is on its way: working on one keeps the process busy. */
    async ask(after: number): Promise<void> {
      if (pages.has(after)) return;
      const page = read(after);
      // Whoever takes it finds out if it fails.
      page.catch(() => {});
      pages.set(after, page);
      await new Promise((resolve) => setImmediate(resolve));
    },
    /** Forgets them: the list is another one by now. */
    forget: () => pages.clear(),
    /** Takes a page out. Pages before it are not read any more. */
    take(after: number): Promise<ContactPage> {
      const page = pages.get(after) ?? read(after);
      for (const offset of [...pages.keys()]) if (offset <= after) pages.delete(offset);
      return page;
    },
  };
}
