/** Where the invented people of a proof have their addresses: a word that must come out nowhere. */
export const CANARY_DOMAIN = 'canary-7f3a.example';

const PERSONAL = /canary|invented|person[- ]\d/i;

/** Looks at everything that comes out for a name or an address. */
export interface LeakWatch {
  /** Looks at a line, or at any other text that an operator could read. */
  look(text: string): void;
  /** Texts with somebody's name or address in them. */
  readonly leaks: number;
}

/** Builds a watch that has seen nothing yet. */
export function createLeakWatch(): LeakWatch {
  let leaks = 0;
  return {
    look(text) {
      if (PERSONAL.test(text)) leaks += 1;
    },
    get leaks() {
      return leaks;
    },
  };
}
