import type { Journal } from './journal.ts';

/** Numbers are reserved in blocks, so that not every message writes one down; a restart leaves a gap. */
export const RESERVED_AT_ONCE = 1000;

/** Gives out the sequence numbers of one queue or topic, none of them twice, not even after a restart. */
export class SequenceNumbers {
  readonly #path: string;
  readonly #journal: Journal;
  #last = 0;
  #reserved = 0;

  constructor(path: string, journal: Journal) {
    this.#path = path;
    this.#journal = journal;
  }

  next(): number {
    this.#last += 1;
    if (this.#last > this.#reserved) {
      this.#reserved = this.#last + RESERVED_AT_ONCE - 1;
      this.#journal.reserve(this.#path, this.#reserved);
    }
    return this.#last;
  }

  /** Goes on behind what was reserved before. */
  restore(reserved: number): void {
    this.#last = reserved;
    this.#reserved = reserved;
  }
}
