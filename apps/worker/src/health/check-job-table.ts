import {
  ConfigurationFileError,
  DataverseError,
  type JobStore,
  type JobTable,
} from '@spotler-connector/dataverse';

/** Longer than a healthy Dataverse needs; one that is down must not keep the worker from starting. */
const MAX_MS = 5_000;

/** The calls that are made, and the table that they are about. */
export interface JobTableChecks {
  /** `undefined` when there are no jobs. */
  readonly jobs: { readonly store: Pick<JobStore, 'probe'>; readonly table: JobTable } | undefined;
  /** Shows whether Dataverse answers at all. */
  readonly whoAmI: (signal: AbortSignal) => Promise<unknown>;
}

/**
 * Looks whether the table of Spotler Jobs can be read as it is configured. A Dataverse that does not answer
 * proves nothing: the worker starts, and its circuit breaker says what is wrong.
 *
 * @throws {ConfigurationFileError} when Dataverse answers, but has no such table or column, or does not show
 * it.
 */
export async function checkJobTable({ jobs, whoAmI }: JobTableChecks): Promise<'none' | 'fits' | 'unknown'> {
  if (jobs === undefined) return 'none';
  const signal = AbortSignal.timeout(MAX_MS);
  try {
    await whoAmI(signal);
  } catch (error) {
    if (error instanceof DataverseError || signal.aborted) return 'unknown';
    throw error;
  }
  try {
    await jobs.store.probe({ signal });
    return 'fits';
  } catch (error) {
    if (signal.aborted) return 'unknown';
    if (!(error instanceof DataverseError)) throw error;
    const mistake = mistakeIn(error, jobs.table.table);
    if (mistake === undefined) return 'unknown';
    throw new ConfigurationFileError('The Spotler Job table', [mistake]);
  }
}

function mistakeIn({ kind, status }: DataverseError, table: string): string | undefined {
  if (kind === 'protocol') {
    return (
      `Dataverse has no table ${table} with the columns that are configured: register the table, name the right ` +
      'one in SPOTLER_JOB_FILE, or set SPOTLER_JOBS=false (docs/spotler-jobs.md)'
    );
  }
  if (status !== 403) return undefined;
  return `Dataverse does not let the worker read table ${table}: give its user the privilege, or set SPOTLER_JOBS=false`;
}
