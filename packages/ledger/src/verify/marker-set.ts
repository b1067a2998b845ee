import type { Entry } from '../entry.ts';
import { sha256 } from '../hash.ts';
import { type BlockPlace, markerName } from '../object-names.ts';

/** The part of an entry that a marker is about. */
type AboutRecord = Pick<Entry, 'table' | 'recordId'>;

/** Takes in the entries that must be found by their records. */
export interface ExpectedMarkers {
  /** Takes in an entry, which stands in the block at `place`. */
  expect(entry: AboutRecord, place: BlockPlace): void;
  /** The markers that there must be. Nothing more is taken in. */
  complete(): MarkerSet;
}

/** The markers that there must be. */
export interface MarkerSet {
  /** Takes in a marker that is there. Whether it was expected. */
  seen(name: string): boolean;
  /** Whether the marker of an entry was expected and not seen. */
  isMissing(entry: AboutRecord, place: BlockPlace): boolean;
  /** Whether any was expected and not seen. */
  isAnyMissing(): boolean;
}

const FIRST_CAPACITY = 4_096;
const HASH_DIGITS = 12;

/**
 * Builds it. It keeps 48 bits of the hash of each name, in nine bytes. Of a million names two share them once
 * in five hundred ledgers; one of these two could then be missing unnoticed.
 */
export function createExpectedMarkers(): ExpectedMarkers {
  let hashes = new Float64Array(FIRST_CAPACITY);
  let count = 0;
  return {
    expect(entry, place) {
      const hash = hashOf(entry, place);
      if (hash === undefined) return;
      if (count === hashes.length) {
        const larger = new Float64Array(hashes.length * 2);
        larger.set(hashes);
        hashes = larger;
      }
      hashes[count++] = hash;
    },
    complete: () => markerSet(hashes.subarray(0, count).sort()),
  };
}

function markerSet(sorted: Float64Array): MarkerSet {
  const seen = new Uint8Array(sorted.length);

  /** The first place of a hash, which can stand several times: a block can tell twice of one record. */
  function placeOf(hash: number): number | undefined {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((sorted[middle] ?? 0) < hash) low = middle + 1;
      else high = middle;
    }
    return sorted[low] === hash ? low : undefined;
  }

  return {
    seen(name) {
      const place = placeOf(shortHash(name));
      if (place === undefined) return false;
      seen[place] = 1;
      return true;
    },
    isMissing(entry, place) {
      const hash = hashOf(entry, place);
      const at = hash === undefined ? undefined : placeOf(hash);
      return at !== undefined && seen[at] === 0;
    },
    isAnyMissing: () => sorted.some((hash, at) => seen[at] === 0 && sorted[at - 1] !== hash),
  };
}

function hashOf({ table, recordId }: AboutRecord, place: BlockPlace): number | undefined {
  if (table === undefined || recordId === undefined) return undefined;
  return shortHash(markerName({ table, id: recordId }, place));
}

function shortHash(name: string): number {
  return Number.parseInt(sha256(name).slice(0, HASH_DIGITS), 16);
}
