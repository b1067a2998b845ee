/**
 * An entry of a heap: when it is due, its turn among those due at once, and its place in the heap (-1 for
 * none).
 */
export interface HeapEntry {
  readonly at: number;
  readonly turn: number;
  position: number;
}

function isBefore(a: HeapEntry, b: HeapEntry): boolean {
  return a.at < b.at || (a.at === b.at && a.turn < b.turn);
}

/** A binary heap, earliest entry first, from which any entry can be taken in logarithmic time. */
export class MinHeap<Entry extends HeapEntry> {
  readonly #entries: Entry[] = [];

  get size(): number {
    return this.#entries.length;
  }

  first(): Entry | undefined {
    return this.#entries[0];
  }

  add(entry: Entry): void {
    this.#entries.push(entry);
    entry.position = this.#entries.length - 1;
    this.#rise(entry);
  }

  /** Takes the entry out; an entry that is in no heap is left alone. */
  remove(entry: Entry): void {
    const position = entry.position;
    if (this.#entries[position] !== entry) return;
    entry.position = -1;
    const last = this.#entries.pop();
    if (last === undefined || last === entry) return;
    this.#put(last, position);
    this.#rise(last);
    this.#sink(last);
  }

  #put(entry: Entry, position: number): void {
    this.#entries[position] = entry;
    entry.position = position;
  }

  #swap(a: Entry, b: Entry): void {
    const { position } = a;
    this.#put(a, b.position);
    this.#put(b, position);
  }

  #rise(entry: Entry): void {
    for (;;) {
      const parent = entry.position === 0 ? undefined : this.#entries[(entry.position - 1) >> 1];
      if (parent === undefined || !isBefore(entry, parent)) return;
      this.#swap(entry, parent);
    }
  }

  #sink(entry: Entry): void {
    for (;;) {
      const left = this.#entries[entry.position * 2 + 1];
      const right = this.#entries[entry.position * 2 + 2];
      const child = right !== undefined && left !== undefined && isBefore(right, left) ? right : left;
      if (child === undefined || !isBefore(child, entry)) return;
      this.#swap(entry, child);
    }
  }
}
