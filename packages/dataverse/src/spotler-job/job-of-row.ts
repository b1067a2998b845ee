import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { toGuid } from '../values/guid.ts';
import { instantOf } from '../values/instant-of.ts';
import { isJsonObject, type JsonObject } from '../values/json-object.ts';
import { DataverseError } from '../web-api/dataverse-error.ts';
import { LOOKUP_TABLE } from './job-query.ts';
import type { JobTable } from './job-table.ts';
import { readClaim } from './record-claim.ts';
import type { SpotlerJob } from './spotler-job.ts';

/** @throws {DataverseError} `protocol` when the row has no ETag. */
export function jobOfRow(table: JobTable, id: string, row: JsonObject): SpotlerJob {
  const version = row['@odata.etag'];
  if (typeof version !== 'string') {
    throw new DataverseError({ kind: 'protocol', message: 'The Spotler Job has no ETag' });
  }
  const { operation, status, recordVersion } = table.columns;
  return {
    id,
    version,
    operation: row[operation] === table.operations.anonymizeContact ? 'anonymize-contact' : 'other',
    status: statusOf(table, row[status]),
    records: recordsOf(table, row),
    createdOn: instantOf(row['createdon']),
    recordVersion: readClaim(row[recordVersion])?.recordVersion ?? null,
  };
}

function statusOf({ statuses }: JobTable, value: unknown): SpotlerJob['status'] {
  if (value === null || value === undefined || value === statuses.pending) return 'pending';
  if (value === statuses.succeeded) return 'succeeded';
  return value === statuses.failed ? 'failed' : 'other';
}

function recordsOf({ columns }: JobTable, row: JsonObject): RecordRef[] {
  const customer = lookupOf(row, columns.customer);
  const lead = lookupOf(row, columns.lead);
  const records: RecordRef[] = [];
  if (customer?.table === 'contact') records.push({ table: 'contact', id: customer.id });
  if (customer?.table === 'account') records.push({ table: 'account', id: customer.id });
  if (lead !== null) records.push({ table: 'lead', id: lead.id });
  return records;
}

function lookupOf(row: unknown, column: string): { table: unknown; id: string } | null {
  if (!isJsonObject(row)) return null;
  const id = toGuid(row[`_${column}_value`]);
  return id === null ? null : { table: row[`_${column}_value@${LOOKUP_TABLE}`], id };
}
