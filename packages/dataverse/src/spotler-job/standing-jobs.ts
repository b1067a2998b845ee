import type { RecordRef } from '@spotler-connector/anonymization-policy';
import DataLoader from 'dataloader';
import { toGuid } from '../values/guid.ts';
import { instantOf } from '../values/instant-of.ts';
import type { JsonObject } from '../values/json-object.ts';
import type { DataverseConnection } from '../web-api/connection.ts';
import { jobQuery } from './job-query.ts';
import type { JobTable } from './job-table.ts';
import { readClaim } from './record-claim.ts';
import type { StandingJob } from './spotler-job.ts';

/** A record as one reading found it. */
export interface RecordVersion {
  readonly ref: RecordRef;
  /** Its ETag. */
  readonly version: string;
}

/**
 * Finds a job that claims a record, together with the others that are asked about in the same moment: one
 * that claims this very version, else one whose claim on an earlier version lasts.
 */
export type FindStandingJob = (record: RecordVersion) => Promise<StandingJob | null>;

/** Records in one query: each takes some 150 characters of its URL. */
const RECORDS_PER_QUERY = 20;

/** Joins questions. Nothing is kept: an answer always shows the jobs as they are after it was asked for. */
export function joinStandingJobs(connection: DataverseConnection, table: JobTable): FindStandingJob {
  const loader = new DataLoader<RecordVersion, StandingJob | null>(
    (records) => findTogether(connection, table, records),
    { cache: false, maxBatchSize: RECORDS_PER_QUERY },
  );
  return (record) => loader.load(record);
}

async function findTogether(
  connection: DataverseConnection,
  table: JobTable,
  records: readonly RecordVersion[],
): Promise<(StandingJob | null)[]> {
  const rows = await connection.list(jobQuery(table), { filter: claiming(table, records) });
  return records.map(({ ref, version }) => {
    const jobs = rows.filter((row) => toGuid(row[lookupFor(table, ref)]) === ref.id);
    const claimed = jobs.flatMap((row) => jobWithClaim(table, row, version) ?? []);
    return claimed.find((job) => job.recordVersion === version) ?? claimed[0] ?? null;
  });
}

/** Dataverse compares texts without regard to case; ETags are compared exactly. */
function jobWithClaim(table: JobTable, row: JsonObject, version: string): StandingJob | null {
  const claim = readClaim(row[table.columns.recordVersion]);
  if (claim === null || !(claim.lasting || claim.recordVersion === version)) return null;
  const etag = row['@odata.etag'];
  return {
    jobId: toGuid(row[table.primaryKey]) ?? '',
    orderedOn: instantOf(row['createdon']),
    recordVersion: claim.recordVersion,
    version: typeof etag === 'string' ? etag : '',
  };
}

/** A job that is pending claims too: its record must not come back while it is carried out. */
function claiming(table: JobTable, records: readonly RecordVersion[]): string {
  const { columns, operations, statuses } = table;
  const { status, operation, recordVersion } = columns;
  const { pending, succeeded } = statuses;
  const about = new Set(records.map(({ ref }) => `${lookupFor(table, ref)} eq ${ref.id}`));
  return [
    `${operation} eq ${operations.anonymizeContact}`,
    `(${status} eq null or ${status} eq ${pending} or ${status} eq ${succeeded})`,
    `${recordVersion} ne null`,
    `(${[...about].join(' or ')})`,
  ].join(' and ');
}

function lookupFor({ columns }: JobTable, { table }: RecordRef): string {
  return `_${table === 'lead' ? columns.lead : columns.customer}_value`;
}
