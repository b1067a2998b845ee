import type { RecordRef } from '@spotler-connector/anonymization-policy';
import DataLoader from 'dataloader';
import { toGuid } from '../values/guid.ts';
import { instantOf } from '../values/instant-of.ts';
import type { JsonObject } from '../values/json-object.ts';
import type { DataverseConnection } from '../web-api/connection.ts';
import { jobQuery } from './job-query.ts';
import type { JobTable } from './job-table.ts';
import type { StandingJob } from './spotler-job.ts';

/** A record as one reading found it. */
export interface RecordVersion {
  readonly ref: RecordRef;
  /** Its ETag. */
  readonly version: string;
}

/**
 * Says whether a job stands for a record, together with the others that are asked about in the same moment.
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
  const rows = await connection.list(jobQuery(table), { filter: standingFor(table, records) });
  return records.map((record) => {
    const row = rows.find((each) => isAbout(table, each, record));
    if (row === undefined) return null;
    return { jobId: toGuid(row[table.primaryKey]) ?? '', orderedOn: instantOf(row['createdon']) };
  });
}

/** A job that is pending stands too: its record must not come back while it is carried out. */
function standingFor(table: JobTable, records: readonly RecordVersion[]): string {
  const { columns, operations, statuses } = table;
  const { status, operation, recordVersion } = columns;
  const { pending, succeeded } = statuses;
  const conditions = new Set(
    records.map(
      ({ ref, version }) =>
        `(${lookupFor(table, ref)} eq ${ref.id} and ${recordVersion} eq ${text(version)})`,
    ),
  );
  return [
    `${operation} eq ${operations.anonymizeContact}`,
    `(${status} eq null or ${status} eq ${pending} or ${status} eq ${succeeded})`,
    `(${[...conditions].join(' or ')})`,
  ].join(' and ');
}

/** Dataverse compares texts without regard to case; ETags are compared exactly. */
function isAbout(table: JobTable, row: JsonObject, { ref, version }: RecordVersion): boolean {
  if (row[table.columns.recordVersion] !== version) return false;
  return toGuid(row[lookupFor(table, ref)]) === ref.id;
}

function lookupFor({ columns }: JobTable, { table }: RecordRef): string {
  return `_${table === 'lead' ? columns.lead : columns.customer}_value`;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
