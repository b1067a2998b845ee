import * as t from 'io-ts';
import { canonicalJson } from './canonical-json.ts';
import { Entry } from './entry.ts';
import { sha256 } from './hash.ts';

/** The last line of a block. */
export interface Seal {
  /** The number of the block's last entry. */
  readonly last: number;
  /** Its writer's signature of that entry's hash. */
  readonly seal: string;
}

/** A line of a block: an entry, a seal, or neither. */
export type BlockLine =
  | { readonly kind: 'entry'; readonly entry: Entry }
  | { readonly kind: 'seal'; readonly seal: Seal }
  | { readonly kind: 'unreadable' };

const SealLine: t.Type<Seal, unknown> = t.readonly(t.strict({ last: t.number, seal: t.string }));
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The lines of a block; undefined for bytes that are no text. What follows the last line feed is a line too.
 */
export function linesOf(body: Uint8Array): string[] | undefined {
  try {
    const lines = utf8.decode(body).split('\n');
    if (lines.at(-1) === '') lines.pop();
    return lines;
  } catch {
    return undefined;
  }
}

/** Reads a line. */
export function readLine(line: string): BlockLine {
  const value = parse(line);
  if (Entry.is(value)) return { kind: 'entry', entry: value };
  return SealLine.is(value) ? { kind: 'seal', seal: value } : { kind: 'unreadable' };
}

/** The entries of a block, as far as they can be read, without checking them. */
export function entriesIn(body: Uint8Array): Entry[] {
  return (linesOf(body) ?? []).flatMap((line) => {
    const read = readLine(line);
    return read.kind === 'entry' ? [read.entry] : [];
  });
}

/** Whether a line is the canonical form of its entry, and the entry's hash its own. */
export function isIntact(line: string, entry: Entry): boolean {
  const { hash, ...hashed } = entry;
  try {
    return canonicalJson(entry) === line && sha256(canonicalJson(hashed)) === hash;
  } catch (error) {
    // We never wrote a number that has no canonical form: somebody else has.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
