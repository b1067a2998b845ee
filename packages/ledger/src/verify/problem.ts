/**
 * - `changed`: an entry is not as its writer stored it.
 * - `missing`: an entry is gone.
 * - `out-of-order`: an entry stands where another one belongs.
 * - `appended`: an entry, a chain or an object that no writer stored.
 * - `cut`: a chain ends before an entry that a checkpoint knows.
 */
export type ProblemKind = 'changed' | 'missing' | 'out-of-order' | 'appended' | 'cut';

/** The first thing that is wrong with a chain, or with the store. */
export interface Problem {
  /** The kind of problem. */
  readonly kind: ProblemKind;
  /** The object that shows it. */
  readonly object: string;
  /** The chain it is about. */
  readonly chain?: string | undefined;
  /** The number of the entry in its chain. */
  readonly seq?: number | undefined;
  /** One English sentence. */
  readonly message: string;
}

/** Says of an object that its name is none that we give. */
export const NO_OBJECT_OF_OURS = 'No writer of evidence makes an object of this name.';

/** Makes the problem of an object that no writer stored. */
export function appendedObject(object: string, message: string): Problem {
  return { kind: 'appended', object, message };
}
