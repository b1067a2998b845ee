/** The message ids seen in the last window. The window is constant, so ids leave in the order they came. */
export class DuplicateHistory {
  readonly #window: number;
  readonly #seen = new Map<string, number>();

  constructor(window: number) {
    this.#window = window;
  }

  /** Remembers the id; true when it was already there. */
  isRepeated(messageId: string, now: number): boolean {
    for (const [id, until] of this.#seen) {
      if (until > now) break;
      this.#seen.delete(id);
    }
    if (this.#seen.has(messageId)) return true;
    this.#seen.set(messageId, now + this.#window);
    return false;
  }
}
