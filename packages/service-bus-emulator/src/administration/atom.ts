import { element, nodeOf, readXml, writeXml, type XmlElement, type XmlNode } from './xml.ts';

const ATOM = { xmlns: 'http://www.w3.org/2005/Atom' };

/** Something that an entry can be made of. */
export interface AtomEntry {
  /** The address of what is described. */
  readonly id: string;
  readonly title: string;
  readonly updatedAt: number;
  readonly description: XmlElement;
}

function entryElement(entry: AtomEntry, attributes?: XmlElement['attributes']): XmlElement {
  const updated = new Date(entry.updatedAt).toISOString();
  return element(
    'entry',
    [
      element('id', entry.id),
      element('title', entry.title, { type: 'text' }),
      element('published', updated),
      element('updated', updated),
      element('link', undefined, { rel: 'self', href: entry.id }),
      element('content', [entry.description], { type: 'application/xml' }),
    ],
    attributes,
  );
}

/** An entry as a document. */
export function writeEntry(entry: AtomEntry): string {
  return writeXml(entryElement(entry, ATOM));
}

/** One page of a list as a document; `next` is the address of the next page. */
export function writeFeed(
  id: string,
  title: string,
  entries: readonly AtomEntry[],
  now: number,
  next?: string,
): string {
  return writeXml(
    element(
      'feed',
      [
        element('title', title, { type: 'text' }),
        element('id', id),
        element('updated', new Date(now).toISOString()),
        element('link', undefined, { rel: 'self', href: id }),
        next === undefined ? undefined : element('link', undefined, { rel: 'next', href: next }),
        ...entries.map((entry) => entryElement(entry)),
      ],
      ATOM,
    ),
  );
}

/** An error as the service writes it. */
export function writeError(code: number, detail: string): string {
  return writeXml(element('Error', [element('Code', code), element('Detail', detail)]));
}

/** The one description in the content of an entry, and its name. */
export function readDescription(body: string): { readonly name: string; readonly description: XmlNode } {
  const content = nodeOf(nodeOf(readXml(body)['entry'])?.['content']) ?? {};
  const name = Object.keys(content).find((key) => !key.startsWith('@') && key !== '#text') ?? '';
  return { name, description: nodeOf(content[name]) ?? {} };
}
