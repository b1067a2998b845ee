import { describe, expect, it } from '@jest/globals';
import { type Cursor, decodePage, encodePage, type StoredPage } from './stored-page.ts';
import { decisionOn, idOf } from './testing/two-sides.ts';

const READ: Cursor = {
  side: 'records',
  table: 'lead',
  next: 'link',
  changes: null,
  unreadable: 2,
  gone: [idOf(1)],
};
const SEEN: Cursor = { side: 'contacts', next: null, nameless: 3, gone: [idOf(2)] };
const RECORDS: StoredPage = {
  cursor: READ,
  entries: { words: Uint32Array.of(1, 0xffffffff, 0), texts: new Map() },
  decisions: [decisionOn(), decisionOn({ doNotEmail: true })],
};
const CONTACTS: StoredPage = {
  cursor: SEEN,
  entries: { words: new Uint32Array(), texts: new Map([[0, 'S-7é']]) },
  decisions: [],
};

/** The page with this head and so many bytes behind it. */
function pageWith(head: unknown, behind = 0): Uint8Array {
  const text = Buffer.from(typeof head === 'string' ? head : JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, text, Buffer.alloc(behind)]);
}

/** The page, whose text is said to be longer by so many bytes. */
function withLength(page: Uint8Array, more: number): Uint8Array {
  const bytes = Buffer.from(page);
  bytes.writeUInt32LE(bytes.readUInt32LE(0) + more);
  return bytes;
}

function headOf({ cursor, decisions, entries }: StoredPage) {
  return { cursor, decisions, texts: [...entries.texts] };
}

function changed(page: StoredPage, cursor: object): object {
  return { ...headOf(page), cursor: { ...page.cursor, ...cursor } };
}

describe('a stored page', () => {
  it.each<{ of: string; page: StoredPage }>([
    { of: 'records', page: RECORDS },
    {
      of: 'records at the end',
      page: { ...RECORDS, cursor: { ...READ, next: null } },
    },
    { of: 'contacts', page: CONTACTS },
    {
      of: 'contacts before others',
      page: { ...CONTACTS, cursor: { ...SEEN, next: 40, tail: [1, 2] } },
    },
  ])('of $of is read back as it was written', ({ page }) => {
    expect(decodePage(encodePage(page))).toEqual(page);
    // Also from the middle of other bytes, as a store may hand it over.
    const amid = Buffer.concat([Buffer.alloc(3), encodePage(page)]).subarray(3);
    expect(decodePage(amid)).toEqual(page);
  });

  it('has its numbers behind a JSON text whose length stands before it, in a fixed order of bytes', () => {
    const bytes = Buffer.from(encodePage(RECORDS));
    const length = bytes.readUInt32LE(0);
    expect(JSON.parse(bytes.toString('utf8', 4, 4 + length))).toEqual(headOf(RECORDS));
    expect(bytes.toString('hex', 4 + length)).toBe('01000000ffffffff00000000');
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['too little', Buffer.alloc(3)],
    ['no text', Buffer.alloc(8)],
    ['a text that is cut off', encodePage(RECORDS).subarray(0, 20)],
    ['a text that is cut off before its last bracket', encodePage(CONTACTS).subarray(0, -1)],
    ['less than its length says', withLength(encodePage(CONTACTS), 1)],
    ['none of what its length says', Buffer.of(1, 0, 0, 0)],
    ['half a number', pageWith(headOf(RECORDS), 6)],
    ['no JSON', pageWith('{')],
    ['no page', pageWith({})],
    ['no cursor', pageWith({ ...headOf(RECORDS), cursor: undefined })],
    ['no decisions', pageWith({ ...headOf(RECORDS), decisions: undefined })],
    ['decisions of another version', pageWith({ ...headOf(RECORDS), decisions: [{}] })],
    ['no texts', pageWith({ ...headOf(RECORDS), texts: undefined })],
    ['texts of no entry', pageWith({ ...headOf(CONTACTS), texts: [['0', 'S-7']] })],
    ['another side', pageWith(changed(CONTACTS, { side: 'both' }))],
    ...(['table', 'next', 'changes', 'unreadable', 'gone'] as const).flatMap((member) =>
      [undefined, 'lead opportunity', {}]
        .filter((value) => typeof value !== 'string' || member === 'table' || member === 'unreadable')
        .map(
          (value) =>
            [`${value} as ${member} of records`, pageWith(changed(RECORDS, { [member]: value }))] as const,
        ),
    ),
    ...(['next', 'nameless', 'gone'] as const).flatMap((member) =>
      [undefined, '1', {}].map(
        (value) =>
          [`${value} as ${member} of contacts`, pageWith(changed(CONTACTS, { [member]: value }))] as const,
      ),
    ),
    ...['1', ['1'], {}, null].map(
      (tail) => [`${JSON.stringify(tail)} as tail`, pageWith(changed(CONTACTS, { tail }))] as const,
    ),
  ])('is not one with %s', (_title, body) => {
    expect(decodePage(body)).toBeUndefined();
  });

  it('is one with nothing but what was checked above', () => {
    expect(decodePage(pageWith(headOf(RECORDS), 12))?.entries.words).toEqual(new Uint32Array(3));
  });
});
