/** A name of the time before the field's words, and the one that stands in its place. */
export interface FormerName {
  /** Its words in order, as they follow each other in `keepLocked`, `KEEP_LOCKED` and `keep-locked.ts`. */
  readonly former: string;
  /** The name that it has now. */
  readonly now: string;
  /**
   * `whole`: an identifier that is nothing else. `first`: one that goes on after it. Otherwise any part of
   * one.
   */
  readonly as?: 'whole' | 'first';
  /**
   * Where sentences are to be free of it as well: in `docs`, or `everywhere`: in literals and comments too.
   */
  readonly texts?: 'docs' | 'everywhere';
  /** The folders where it meant this. Elsewhere it is a word like any other. */
  readonly folders?: readonly string[];
  /** The folders where it is still the right word. */
  readonly notIn?: readonly string[];
  /** Phrases in which it is the right word. */
  readonly except?: readonly string[];
  /** Whether a flag of the command line has this name, as `--letter` has. */
  readonly flag?: boolean;
}
