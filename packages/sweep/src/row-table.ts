import type { ContactKey } from './contact-key.ts';

/** So many rows of 20 numbers are 2.6 MB. */
const MAX_ROWS_IN_CHUNK = 32_768;
const FIRST_SLOTS = 4_096;

/** Rows of whole numbers of 32 bits, found by a key that is in the first four of them. */
export interface RowTable {
  /** How many there are. */
  readonly size: number;
  /** The number of a row; undefined when there is none with this key. */
  find(key: ContactKey): number | undefined;
  /** Adds a row of zeros, and gives its number. The key must be new. */
  add(key: ContactKey): number;
  get(row: number, word: number): number;
  set(row: number, word: number, value: number): void;
  keyOf(row: number): ContactKey;
}

/**
 * Builds a table of so many numbers a row, in memory that grows by chunks: a million rows of 20 numbers take
 * 80 MB, and 8 MB for finding them, where objects would take ten times as much.
 */
export function createRowTable(width: number, rowsInChunk = MAX_ROWS_IN_CHUNK): RowTable {
  const chunks: Uint32Array[] = [];
  let slots = new Int32Array(FIRST_SLOTS).fill(-1);
  let size = 0;

  function get(row: number, word: number): number {
    return chunks[Math.floor(row / rowsInChunk)]?.[(row % rowsInChunk) * width + word] ?? 0;
  }

  function set(row: number, word: number, value: number): void {
    const chunk = chunks[Math.floor(row / rowsInChunk)];
    if (chunk !== undefined) chunk[(row % rowsInChunk) * width + word] = value;
  }

  function keyOf(row: number): ContactKey {
    return [get(row, 0), get(row, 1), get(row, 2), get(row, 3)];
  }

  /** The slot of a key, or the free one where it belongs. */
  function slotOf([a, b, c, d]: ContactKey): number {
    const mask = slots.length - 1;
    for (let slot = (a ^ Math.imul(b, 31) ^ Math.imul(c, 17) ^ d) & mask; ; slot = (slot + 1) & mask) {
      const row = slots[slot] ?? -1;
      if (row < 0) return slot;
      if (get(row, 0) === a && get(row, 1) === b && get(row, 2) === c && get(row, 3) === d) return slot;
    }
  }

  function grow(): void {
    slots = new Int32Array(slots.length * 2).fill(-1);
    for (let row = 0; row < size; row++) slots[slotOf(keyOf(row))] = row;
  }

  return {
    get size() {
      return size;
    },
    find(key) {
      const row = slots[slotOf(key)] ?? -1;
      return row < 0 ? undefined : row;
    },
    add(key) {
      if (size * 2 >= slots.length) grow();
      if (size % rowsInChunk === 0) chunks.push(new Uint32Array(rowsInChunk * width));
      const row = size++;
      for (const [word, value] of key.entries()) set(row, word, value);
      slots[slotOf(key)] = row;
      return row;
    },
    get,
    set,
    keyOf,
  };
}
