import { createHash } from 'node:crypto';

/** Where the blocks of all chains are. */
export const CHAINS = 'chains/';
/** Where markers are, which lead from records to blocks. */
export const RECORDS = 'records/';
/** Where checkpoints are. */
export const CHECKPOINTS = 'checkpoints/';

const BLOCK = /^chains\/(\d{4}-\d{2})\/([a-z0-9-]{1,80})\/(\d{10})\.jsonl$/;
const MARKER = /^records\/[0-9a-f]{3}\/[0-9a-f]{32}\.(\d{4}-\d{2})\.([a-z0-9-]{1,80})\.(\d{10})$/;
const SEQ_DIGITS = 10;

/** The place of a block: the month in which it was stored, its chain, and the number of its first entry. */
export interface BlockPlace {
  /** Such as `2026-11`. */
  readonly month: string;
  readonly chain: string;
  readonly first: number;
}

/** A record as an entry names it. */
export interface NamedRecord {
  readonly table: string;
  readonly id: string;
}

/** The month of a time, such as `2026-11`, in UTC. */
export function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7);
}

/** The name of a block. Names sort as the blocks of a chain follow upon each other. */
export function blockName({ month, chain, first }: BlockPlace): string {
  return `${CHAINS}${month}/${chain}/${digits(first)}.jsonl`;
}

/** The place that a name stands for; undefined for a name that no block has. */
export function placeOfBlock(name: string): BlockPlace | undefined {
  return placeIn(BLOCK.exec(name));
}

/** The beginning of the names of a record's markers. The id itself would gather at a few places. */
export function markerPrefix({ table, id }: NamedRecord): string {
  const hash = createHash('sha256').update(`${table}/${id}`).digest('hex');
  return `${RECORDS}${hash.slice(0, 3)}/${hash.slice(0, 32)}.`;
}

/** The name of the marker that says: this block has entries about this record. */
export function markerName(ref: NamedRecord, { month, chain, first }: BlockPlace): string {
  return `${markerPrefix(ref)}${month}.${chain}.${digits(first)}`;
}

/** The block that a marker names; undefined for a name that no marker has. */
export function placeOfMarker(name: string): BlockPlace | undefined {
  return placeIn(MARKER.exec(name));
}

function placeIn(match: RegExpExecArray | null): BlockPlace | undefined {
  const [, month, chain, first] = match ?? [];
  if (month === undefined || chain === undefined || first === undefined) return undefined;
  return { month, chain, first: Number(first) };
}

function digits(seq: number): string {
  return String(seq).padStart(SEQ_DIGITS, '0');
}
