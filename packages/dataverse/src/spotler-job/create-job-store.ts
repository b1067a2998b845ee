import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { untilAborted } from '@spotler-connector/natural-batching';
import { toGuid } from '../values/guid.ts';
import { connectDataverse, type DataverseConnection } from '../web-api/connection.ts';
import type { ConnectionOptions } from '../web-api/connection-options.ts';
import { DataverseError } from '../web-api/dataverse-error.ts';
import type { UpdateOutcome } from '../web-api/update-row.ts';
import { jobOfRow } from './job-of-row.ts';
import { jobQuery, wholeJobQuery } from './job-query.ts';
import type { JobTable } from './job-table.ts';
import { defaultJobTable } from './parse-job-table.ts';
import { claimText } from './record-claim.ts';
import type { JobResult, SpotlerJob, StandingJob } from './spotler-job.ts';
import { joinClaims, joinStandingJobs } from './standing-jobs.ts';

/** Options of one call. */
export interface JobCallOptions {
  /** Stops waiting; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Where Spotler Jobs are read and answered. */
export interface JobStore {
  /** A job as it is now; null when the row was deleted. @throws {DataverseError} */
  read(id: string, options?: JobCallOptions): Promise<SpotlerJob | null>;
  /**
   * Makes a job pending, if it still is as it was read, and has it claim its record in the version given;
   * null claims nothing and leaves an earlier claim. The outcomes are those of `finish`. @throws
   * {DataverseError}
   */
  claim(job: SpotlerJob, recordVersion: string | null, options?: JobCallOptions): Promise<UpdateOutcome>;
  /**
   * Writes a result, if the job still is as it was read. `changed-meanwhile`: read it again, somebody else
   * may have answered it. `deleted`: there is nobody to tell; a deleted job is never made again. @throws
   * {DataverseError}
   */
  finish(job: SpotlerJob, result: JobResult, options?: JobCallOptions): Promise<UpdateOutcome>;
  /**
   * A job of ours, pending or succeeded, that claimed this record: in exactly this version (its ETag) if
   * there is one, else in another one. Null when there is none. Questions share requests with readings of
   * records.
   * @throws {DataverseError}
   */
  standing(ref: RecordRef, version: string, options?: JobCallOptions): Promise<StandingJob | null>;
  /**
   * Whether any job of ours, pending or succeeded, claimed this record in whatever version: to be asked
   * together with reading the record, when its version is not known yet. If so, {@link standing} has to be
   * asked once it is. @throws {DataverseError}
   */
  isClaimed(ref: RecordRef, options?: JobCallOptions): Promise<boolean>;
  /**
   * Takes a job's claim away, if the job still is as it was found: its order is over. @throws
   * {DataverseError}
   */
  end(job: StandingJob, options?: JobCallOptions): Promise<UpdateOutcome>;
  /** Asks for the table and for every column of it that we use. @throws {DataverseError} */
  probe(options?: JobCallOptions): Promise<void>;
}

/** `jobTable` defaults to {@link defaultJobTable}. @throws {DataverseError} as `connectDataverse` does. */
export function createJobStore(
  options: { jobTable?: JobTable } & (ConnectionOptions | { connection: DataverseConnection }),
): JobStore {
  const connection = 'connection' in options ? options.connection : connectDataverse(options);
  const table = options.jobTable ?? defaultJobTable();
  const query = jobQuery(table);
  const findStanding = joinStandingJobs(connection.join, table);
  const findClaim = joinClaims(connection.join, table);
  const update = (
    { id, version }: Pick<SpotlerJob, 'id' | 'version'>,
    columns: Record<string, unknown>,
    { signal }: JobCallOptions = {},
  ) => connection.update(table.entitySet, idOf(id), version, columns, signal);
  return {
    read: async (id, { signal } = {}) => {
      const guid = idOf(id);
      const row = await connection.row(query, guid, signal);
      return row === null ? null : jobOfRow(table, guid, row);
    },
    claim: (job, recordVersion, call) => update(job, claimOf(table, recordVersion), call),
    finish: (job, result, call) => update(job, resultOf(table, result), call),
    standing: async ({ table: of, id }, version, { signal } = {}) => {
      signal?.throwIfAborted();
      return untilAborted(findStanding({ ref: { table: of, id: idOf(id) }, version }), signal);
    },
    isClaimed: async ({ table: of, id }, { signal } = {}) => {
      signal?.throwIfAborted();
      return untilAborted(findClaim({ table: of, id: idOf(id) }), signal);
    },
    end: ({ jobId: id, version }, call) =>
      update({ id, version }, { [table.columns.recordVersion]: null }, call),
    probe: async ({ signal } = {}) => {
      const { primaryKey } = table;
      const nobody = `${primaryKey} eq 00000000-0000-0000-0000-000000000000`;
      await connection.list(wholeJobQuery(table), { filter: nobody, top: 1 }, signal);
    },
  };
}

function claimOf({ columns, statuses }: JobTable, recordVersion: string | null): Record<string, unknown> {
  const claim = recordVersion === null ? {} : { [columns.recordVersion]: claimText(recordVersion) };
  return { [columns.status]: statuses.pending, ...claim };
}

function resultOf({ columns, statuses }: JobTable, result: JobResult): Record<string, unknown> {
  return {
    [columns.status]: statuses[result.status],
    [columns.resultCode]: result.code,
    [columns.resultMessage]: result.message,
    [columns.completedOn]: result.status === 'pending' ? null : new Date(result.completedAt).toISOString(),
  };
}

function idOf(id: string): string {
  const guid = toGuid(id);
  if (guid !== null) return guid;
  throw new DataverseError({ kind: 'rejected', message: 'The id is not a GUID' });
}
