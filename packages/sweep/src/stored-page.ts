import { endianness } from 'node:os';
import { type Decision, DecisionCodec, type Table } from '@spotler-connector/anonymization-policy';
import { isRight } from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { Entries } from './entries.ts';

/** How far reading has come once a page is added. */
export type Cursor =
  | {
      readonly side: 'records';
      readonly table: Table;
      /** Link to the next page of the table; null when this was its last. */
      readonly next: string | null;
      /** Link to what changes from now on; null where there is none. */
      readonly changes: string | null;
      /** How many of the page's records could not be understood. */
      readonly unreadable: number;
      /** Ids of records that are deleted, or not understood any more. */
      readonly gone: readonly string[];
    }
  | {
      readonly side: 'contacts';
      /** Offset to go on from; null when this was the last page. */
      readonly next: number | null;
      /** How many of the page's contacts no external system knows. */
      readonly nameless: number;
      /** Keys of contacts that are gone, in the form of GUIDs. */
      readonly gone: readonly string[];
      /**
       * Hashes of the contacts at its end, with one of which the next page begins; undefined where an older
       * version kept it.
       */
      readonly tail?: readonly number[] | undefined;
    };

/** One of the two sides. */
export type Side = Cursor['side'];

/** One page that was read: what is compared of it, and how to go on. */
export interface StoredPage {
  readonly cursor: Cursor;
  readonly entries: Entries;
  /** The decisions by number, as far as they are known with this page. */
  readonly decisions: readonly Decision[];
}

const TABLE = t.keyof({ contact: null, lead: null, account: null });
function orNull<A>(codec: t.Type<A, unknown>): t.Type<A | null, unknown> {
  return t.union([codec, t.null]);
}

const CursorCodec: t.Type<Cursor, unknown> = t.union([
  t.type({
    side: t.literal('records'),
    table: TABLE,
    next: orNull(t.string),
    changes: orNull(t.string),
    unreadable: t.number,
    gone: t.readonlyArray(t.string),
  }),
  t.intersection([
    t.type({
      side: t.literal('contacts'),
      next: orNull(t.number),
      nameless: t.number,
      gone: t.readonlyArray(t.string),
    }),
    t.partial({ tail: t.union([t.readonlyArray(t.number), t.undefined]) }),
  ]),
]);

const Head = t.type({
  cursor: CursorCodec,
  decisions: t.readonlyArray(DecisionCodec),
  texts: t.array(t.tuple([t.number, t.string])),
});

/** A page as an object's content: the length of a JSON text, the text, and the numbers. */
export function encodePage({ cursor, entries, decisions }: StoredPage): Uint8Array {
  const head = Buffer.from(JSON.stringify({ cursor, decisions, texts: [...entries.texts] }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  const words = Buffer.from(entries.words.buffer, entries.words.byteOffset, entries.words.byteLength);
  return Buffer.concat([length, head, endianness() === 'LE' ? words : Buffer.from(words).swap32()]);
}

/** The page in an object; undefined when it is none. */
export function decodePage(body: Uint8Array): StoredPage | undefined {
  const bytes = Buffer.from(body);
  if (bytes.length < 4) return undefined;
  const length = bytes.readUInt32LE(0);
  if (bytes.length < 4 + length) return undefined;
  const head = Head.decode(parsed(bytes.toString('utf8', 4, 4 + length)));
  if (!isRight(head)) return undefined;
  const { cursor, decisions, texts } = head.right;
  const words = Buffer.from(bytes.subarray(4 + length));
  if (words.length % 4 !== 0) return undefined;
  if (endianness() !== 'LE') words.swap32();
  const aligned = words.buffer.slice(words.byteOffset, words.byteOffset + words.length);
  return { cursor, decisions, entries: { words: new Uint32Array(aligned), texts: new Map(texts) } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
