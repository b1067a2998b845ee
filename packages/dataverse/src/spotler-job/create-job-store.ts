import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { toGuid } from '../change-message/guid.ts';
import { connectDataverse, type DataverseConnection } from '../web-api/connection.ts';
import type { ConnectionOptions } from '../web-api/connection-options.ts';
import { DataverseError } from '../web-api/dataverse-error.ts';
import { instantOf } from '../web-api/instant-of.ts';
import type { RowQuery } from '../web-api/row-query.ts';
import type { UpdateOutcome } from '../web-api/update-row.ts';
import { jobOfRow, LOOKUP_TABLE } from './job-of-row.ts';
import type { JobTable } from './job-table.ts';
import { defaultJobTable } from './parse-job-table.ts';
import type { JobResult, JobTimes, SpotlerJob } from './spotler-job.ts';

/** Options of one call. */
export interface JobCallOptions {
  /** Stops waiting; the call then rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** Where Spotler Jobs are read and answered. */
export interface JobStore {
  /** A job as it is now; null when the row was deleted. @throws {DataverseError} */
  read(id: string, options?: JobCallOptions): Promise<SpotlerJob | null>;
  /**
   * Writes a result, if the job still is as it was read. `changed-meanwhile`: read it again, somebody else may
   * have answered it. `deleted`: there is nobody to tell; a deleted job is never made again. @throws {DataverseError}
   */
  finish(job: SpotlerJob, result: JobResult, options?: JobCallOptions): Promise<UpdateOutcome>;
  /**
   * The latest job that succeeded in anonymizing this record, or null when there is none.
   * @throws {DataverseError}
   */
  latestAnonymization(ref: RecordRef, options?: JobCallOptions): Promise<JobTimes | null>;
}

/** `jobTable` defaults to {@link defaultJobTable}. @throws {DataverseError} as `connectDataverse` does. */
export function createJobStore(
  options: { jobTable?: JobTable } & (ConnectionOptions | { connection: DataverseConnection }),
): JobStore {
  const connection = 'connection' in options ? options.connection : connectDataverse(options);
  const table = options.jobTable ?? defaultJobTable();
  const query = queryOf(table);
  return {
    read: async (id, { signal } = {}) => {
      const guid = idOf(id);
      const row = await connection.row(query, guid, signal);
      return row === null ? null : jobOfRow(table, guid, row);
    },
    finish: (job, result, { signal } = {}) =>
      connection.update(table.entitySet, idOf(job.id), job.version, columnsOf(table, result), signal),
    latestAnonymization: async (ref, { signal } = {}) => {
      const [latest] = await connection.list(
        query,
        { filter: succeededFor(table, ref), orderBy: ['modifiedon desc'], top: 1 },
        signal,
      );
      if (latest === undefined) return null;
      return { createdOn: instantOf(latest['createdon']), finishedOn: instantOf(latest['modifiedon']) };
    },
  };
}

function queryOf({ entitySet, primaryKey, columns }: JobTable): RowQuery {
  const { operation, status, customer, lead } = columns;
  return {
    entitySet,
    primaryKey,
    columns: [
      primaryKey,
      operation,
      status,
      `_${customer}_value`,
      `_${lead}_value`,
      'createdon',
      'modifiedon',
    ],
    annotations: LOOKUP_TABLE,
  };
}

function columnsOf({ columns, statuses }: JobTable, result: JobResult): Record<string, unknown> {
  return {
    [columns.status]: statuses[result.status],
    [columns.resultCode]: result.code,
    [columns.resultMessage]: result.message,
    [columns.completedOn]: new Date(result.completedAt).toISOString(),
  };
}

function succeededFor({ columns, operations, statuses }: JobTable, ref: RecordRef): string {
  const lookup = ref.table === 'lead' ? columns.lead : columns.customer;
  return [
    `_${lookup}_value eq ${idOf(ref.id)}`,
    `${columns.operation} eq ${operations.anonymizeContact}`,
    `${columns.status} eq ${statuses.succeeded}`,
  ].join(' and ');
}

function idOf(id: string): string {
  const guid = toGuid(id);
  if (guid !== null) return guid;
  throw new DataverseError({ kind: 'rejected', sentence: 'The id is not a GUID' });
}
