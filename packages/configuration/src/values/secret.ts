import { inspect } from 'node:util';

const SHOWN = '[secret]';

/**
 * A text that isn't printed by accident: in strings, JSON, `console.log` and error reports it reads
 * `[secret]`. Only {@link Secret.reveal} gives it out.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    Object.freeze(this);
  }

  /** The text itself. Call it where it is handed to the library that needs it, and keep no copy. */
  reveal(): string {
    return this.#text;
  }

  /** `[secret]` */
  toString(): string {
    return SHOWN;
  }

  /** `[secret]` */
  toJSON(): string {
    return SHOWN;
  }

  /** `[secret]` */
  [inspect.custom](): string {
    return SHOWN;
  }
}
