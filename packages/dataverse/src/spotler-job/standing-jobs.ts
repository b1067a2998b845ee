import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { chunksOf } from '../values/chunks-of.ts';
import { toGuid } from '../values/guid.ts';
import { instantOf } from '../values/instant-of.ts';
import type { JsonObject } from '../values/json-object.ts';
import { manyRows, type RowQuestion } from '../web-api/ask-rows.ts';
import type { JoinQuestions } from '../web-api/joined-questions.ts';
import { isTooMany } from '../web-api/row-answer.ts';
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
 * Finds a job that claims a record, together with the others that are asked about meanwhile: one that claims
 * this very version, else one whose claim on an earlier version lasts.
 */
export type FindStandingJob = (record: RecordVersion) => Promise<StandingJob | null>;

/** Says whether any job claims a record, in whatever version. */
export type FindClaim = (ref: RecordRef) => Promise<boolean>;

/** Records in one filter. */
const MAX_RECORDS = 50;

/** Joins questions. Nothing is kept: an answer always shows the jobs as they are after it was asked for. */
export function joinStandingJobs(join: JoinQuestions, table: JobTable): FindStandingJob {
  return join({
    questionsAbout: (records: readonly RecordVersion[]) => claiming(table, refsOf(records)),
    answersFor: (records, answers) =>
      records.map(({ ref, version }, index) => {
        const rows = manyRows(answers[Math.floor(index / MAX_RECORDS)]);
        const claimed = rowsAbout(table, ref, rows).flatMap((row) => jobWithClaim(table, row, version) ?? []);
        return claimed.find((job) => job.recordVersion === version) ?? claimed[0] ?? null;
      }),
  });
}

/** Joins questions about claims, which can be asked before the version of a record is known. */
export function joinClaims(join: JoinQuestions, table: JobTable): FindClaim {
  return join<RecordRef, boolean>({
    questionsAbout: (refs) => claiming(table, refs),
    answersFor: (refs, answers) =>
      refs.map((ref, index) => {
        const answer = answers[Math.floor(index / MAX_RECORDS)];
        return isTooMany(answer) || rowsAbout(table, ref, manyRows(answer)).length > 0;
      }),
  });
}

function refsOf(records: readonly RecordVersion[]): RecordRef[] {
  return records.map(({ ref }) => ref);
}

function rowsAbout(table: JobTable, ref: RecordRef, rows: readonly JsonObject[]): JsonObject[] {
  return rows.filter((row) => toGuid(row[lookupFor(table, ref)]) === ref.id);
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
function claiming(table: JobTable, refs: readonly RecordRef[]): RowQuestion[] {
  const { columns, operations, statuses } = table;
  const { status, operation, recordVersion } = columns;
  const { pending, succeeded } = statuses;
  return chunksOf(refs, MAX_RECORDS).map((chunk) => {
    const about = new Set(chunk.map((ref) => `${lookupFor(table, ref)} eq ${ref.id}`));
    const filter = [
      `${operation} eq ${operations.anonymizeContact}`,
      `(${status} eq null or ${status} eq ${pending} or ${status} eq ${succeeded})`,
      `${recordVersion} ne null`,
      `(${[...about].join(' or ')})`,
    ].join(' and ');
    return { query: jobQuery(table), filter };
  });
}

function lookupFor({ columns }: JobTable, { table }: RecordRef): string {
  return `_${table === 'lead' ? columns.lead : columns.customer}_value`;
}
