import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { defaultJobTable } from '@spotler-connector/dataverse';
import type { Columns, DataverseSimulator } from '@spotler-connector/dataverse-simulator';

const { table, columns, operations, statuses } = defaultJobTable();

/** The table of Spotler Jobs. */
export const JOB_TABLE: string = table;

/** A Spotler Job as its user sees it. */
export interface ShownJob {
  /** The status. */
  readonly status: 'pending' | 'succeeded' | 'failed';
  /** Such as `HTTP 410 Gone`; null while there is no result. */
  readonly code: unknown;
  /** The result message; null while there is no result. */
  readonly message: unknown;
  /** The ETag of the record that it claimed; null when it claimed none. */
  readonly recordVersion: unknown;
}

/** Makes a Spotler Job with the operation Anonymize Contact, as a user would. Resolves to its id. */
export function orderAnonymization(
  dataverse: Pick<DataverseSimulator, 'create'>,
  ...records: readonly RecordRef[]
): Promise<string> {
  const lookups = records.map((ref) => [
    ref.table === 'lead' ? columns.lead : columns.customer,
    { ...ref, name: null },
  ]);
  const operation = { [columns.operation]: operations.anonymizeContact };
  return dataverse.create(JOB_TABLE, { ...operation, ...Object.fromEntries(lookups) });
}

/**
 * Makes a pending Spotler Job that has all else of another, its claim too, as a user who copies it. Resolves
 * to its id.
 */
export function copyOrder(
  dataverse: Pick<DataverseSimulator, 'create' | 'get'>,
  jobId: string,
): Promise<string> {
  const row = dataverse.get(JOB_TABLE, jobId) ?? {};
  const copied = [columns.operation, columns.customer, columns.lead, columns.recordVersion];
  return dataverse.create(
    JOB_TABLE,
    Object.fromEntries(copied.map((column) => [column, row[column] ?? null])),
  );
}

/** A job as it is now; undefined when it was deleted. */
export function shownJob(dataverse: Pick<DataverseSimulator, 'get'>, id: string): ShownJob | undefined {
  return shownIn(dataverse.get(JOB_TABLE, id));
}

/** The ETag that a job claims, without what says that the claim lasts. */
function claimIn(column: unknown): string | null {
  return typeof column === 'string' ? (column.split(' ')[0] ?? null) : null;
}

/** The job that a row is; undefined for none. */
export function shownIn(row: Columns | null): ShownJob | undefined {
  if (row === null) return undefined;
  const code = row[columns.status];
  return {
    status: code === statuses.succeeded ? 'succeeded' : code === statuses.failed ? 'failed' : 'pending',
    code: row[columns.resultCode] ?? null,
    message: row[columns.resultMessage] ?? null,
    recordVersion: claimIn(row[columns.recordVersion]),
  };
}
