import { contactEntries } from './entries.ts';
import type { ContactPage } from './ports.ts';
import { asked } from './read-records.ts';
import type { ReadingOptions } from './reading.ts';
import { type Progress, takeAndKeep } from './take-page.ts';

/** Contacts of a page that the next one shows again, as part of it. */
const OVERLAP = 20;
/** A list that moves on faster than this is no list. */
const MAX_STEPS_BACK = 50;

/**
 * Reads the contacts that are not read yet: all of them, or those that changed.
 *
 * Entries before a page can leave the list meanwhile, and then some of the next page would never be seen. So
 * pages overlap, and one that does not begin with a contact that is known is asked for again from further
 * back.
 */
export async function readContacts(options: ReadingOptions, progress: Progress): Promise<void> {
  const { target, comparison, entryOptions, base, signal } = options;
  const call = { since: base?.contactsSince, signal };
  const { contacts: last } = progress.last;
  let after: number | null = last === undefined ? 0 : last.next;
  let stepsBack = 0;
  let coming: { readonly after: number; readonly page: Promise<ContactPage> } | undefined;
  while (after !== null) {
    const page: ContactPage = await (coming?.after === after ? coming.page : target.contacts(after, call));
    const entries = contactEntries(page.contacts, entryOptions);
    if (after > 0 && entries.words.length > 0 && !comparison.hasFirstOf(entries)) {
      if (++stepsBack > MAX_STEPS_BACK)
        throw new RangeError('The list of contacts changes too fast to be read');
      after = Math.max(0, after - page.contacts.length);
      continue;
    }
    const before = comparison.counts().contacts;
    const next = nextOffset(page, after);
    if (next !== null) coming = { after: next, page: asked(target.contacts(next, call)) };
    const nameless = page.contacts.filter(({ contactId }) => contactId === undefined).length;
    await takeAndKeep({ cursor: { side: 'contacts', next, nameless, gone: [] }, entries }, options, progress);
    // The same page again: the offset is not looked at, and a list that says nothing was complete.
    const isSame = after > 0 && stepsBack === 0 && comparison.counts().contacts === before && nameless === 0;
    if (isSame) return;
    after = next;
    stepsBack = 0;
  }
}

function nextOffset({ contacts, next }: ContactPage, after: number): number | null {
  return next === undefined ? null : Math.max(after + 1, next - Math.ceil(contacts.length / OVERLAP));
}
