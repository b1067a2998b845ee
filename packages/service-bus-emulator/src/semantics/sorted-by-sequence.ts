/** Anything that has a place in a queue. */
export interface Sequenced {
  readonly sequenceNumber: number;
}

const CHUNK = 512;

/** The first index whose item does not come before `sequenceNumber`. */
function lowerBound(items: readonly Sequenced[], sequenceNumber: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.sequenceNumber ?? Number.POSITIVE_INFINITY) < sequenceNumber) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Items in order of their sequence number, kept in chunks of at most 512: finding, adding and removing touch
 * one chunk and never the whole list.
 */
export class SortedBySequence<Item extends Sequenced> {
  #chunks: Item[][] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  first(): Item | undefined {
    return this.#chunks[0]?.[0];
  }

  get(sequenceNumber: number): Item | undefined {
    const chunk = this.#chunks[this.#chunkFor(sequenceNumber)];
    const item = chunk?.[lowerBound(chunk, sequenceNumber)];
    return item?.sequenceNumber === sequenceNumber ? item : undefined;
  }

  add(item: Item): void {
    const index = this.#chunkFor(item.sequenceNumber);
    const chunk = this.#chunks[index];
    this.#size += 1;
    if (chunk === undefined) {
      this.#chunks.push([item]);
      return;
    }
    chunk.splice(lowerBound(chunk, item.sequenceNumber), 0, item);
    if (chunk.length > CHUNK) this.#split(index, chunk);
  }

  remove(item: Item): boolean {
    const index = this.#chunkFor(item.sequenceNumber);
    const chunk = this.#chunks[index];
    if (chunk === undefined) return false;
    const at = lowerBound(chunk, item.sequenceNumber);
    if (chunk[at]?.sequenceNumber !== item.sequenceNumber) return false;
    chunk.splice(at, 1);
    this.#size -= 1;
    if (chunk.length === 0) this.#chunks.splice(index, 1);
    return true;
  }

  /** The items from `sequenceNumber` on, in order, read as they are asked for. */
  *from(sequenceNumber: number): Generator<Item> {
    let index = this.#chunkFor(sequenceNumber);
    let chunk = this.#chunks[index];
    let at = chunk === undefined ? 0 : lowerBound(chunk, sequenceNumber);
    while (chunk !== undefined) {
      const item = chunk[at];
      if (item === undefined) {
        index += 1;
        chunk = this.#chunks[index];
        at = 0;
      } else {
        at += 1;
        yield item;
      }
    }
  }

  /** The last chunk that begins at or before the number (the first one when none does). */
  #chunkFor(sequenceNumber: number): number {
    let low = 0;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#chunks[middle]?.[0]?.sequenceNumber ?? 0) <= sequenceNumber) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /** An appended-to chunk stays full and a new one begins, so a queue that only grows has full chunks. */
  #split(index: number, chunk: Item[]): void {
    const keep = index === this.#chunks.length - 1 ? CHUNK : CHUNK / 2;
    this.#chunks.splice(index + 1, 0, chunk.splice(keep));
  }
}
