import { ConfigurationFileError, DataverseError, isRegisteredIdColumn } from '@spotler-connector/dataverse';

/** Longer than a healthy Dataverse needs; one that is down must not keep the worker from starting. */
const MAX_MS = 5_000;

/** The configured column, and the call that tells which ones are registered. */
export interface IdColumnCheck {
  /** The column that holds the external ids; undefined when they are the records' own ids. */
  readonly externalIdColumn: string | undefined;
  /** The columns that the registered steps send; undefined when nothing is registered. */
  readonly registeredIdColumns: (signal: AbortSignal) => Promise<readonly string[] | undefined>;
}

/**
 * Compares the column of external ids with the one that the registered steps send. Whoever acts under other
 * ids makes second contacts that nothing ever erases. A Dataverse that does not answer, or does not show what
 * is registered, proves nothing: the worker starts.
 *
 * @throws {ConfigurationFileError} when they differ.
 */
export async function checkIdColumn({
  externalIdColumn,
  registeredIdColumns,
}: IdColumnCheck): Promise<'agrees' | 'unknown'> {
  try {
    const registered = await registeredIdColumns(AbortSignal.timeout(MAX_MS));
    if (isRegisteredIdColumn(externalIdColumn, registered)) return 'agrees';
    throw new ConfigurationFileError('The column of external ids', [
      disagreement(externalIdColumn, registered ?? []),
    ]);
  } catch (error) {
    if (error instanceof DataverseError || isTimeout(error)) return 'unknown';
    throw error;
  }
}

function disagreement(column: string | undefined, registered: readonly string[]): string {
  const ours =
    column === undefined
      ? 'DATAVERSE_EXTERNAL_ID_COLUMN is not set'
      : `DATAVERSE_EXTERNAL_ID_COLUMN is ${column}`;
  const theirs = registered.length === 0 ? 'no such column' : registered.join(' and ');
  return (
    `${ours}, but the steps in Dataverse are registered with ${theirs}. Set it to what the other parts run with, or ` +
    'register anew with this value (spotler-connector dataverse register)'
  );
}

function isTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'TimeoutError';
}
