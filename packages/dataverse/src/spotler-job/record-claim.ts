/** A claim on a record, as the column of a job holds it. */
export interface RecordClaim {
  /** The ETag of the record that was claimed. */
  readonly recordVersion: string;
  /**
   * Whether it outlasts changes after which the policy does not want the contact. A claim of an earlier
   * version of this product does not, and neither does one that a user wrote.
   */
  readonly lasting: boolean;
}

/** Tells a claim that lasts. An ETag never ends with it. */
const LASTING = ' until=sync';

/** Writes a claim that lasts. */
export function claimText(recordVersion: string): string {
  return `${recordVersion}${LASTING}`;
}

/** Reads a claim; null when the column is empty. */
export function readClaim(column: unknown): RecordClaim | null {
  if (typeof column !== 'string' || column === '') return null;
  const lasting = column.endsWith(LASTING);
  return { recordVersion: lasting ? column.slice(0, -LASTING.length) : column, lasting };
}
