/**
 * Meaning of an answer to a question about one contact:
 *
 * - `done`: a write is done. For a read it is no answer.
 * - `absent`: Spotler itself says that there is no such contact.
 * - `bare`: only the status says so; that needs evidence. On an anonymization a bare 410 is `done`.
 * - `foreign`: a success that is not Spotler's, or is about another contact.
 * - the rest: the kind of the SpotlerError.
 */
export type Meaning =
  | 'done'
  | 'absent'
  | 'bare'
  | 'foreign'
  | 'authentication'
  | 'rejected'
  | 'unavailable'
  | 'protocol';

/** An answer that Spotler, or something in front of it, is known or has to be expected to give. */
export interface SpotlerAnswer {
  /** Name by which the simulator plays it. */
  readonly name: string;
  readonly status: number;
  /** Content type, and whatever else matters. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body, shortened to what tells it from others. */
  readonly body: string;
  readonly means: Meaning;
  /** Where it is written, or why it has to be expected all the same. */
  readonly source: string;
}
