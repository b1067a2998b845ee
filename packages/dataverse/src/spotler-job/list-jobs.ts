import { toGuid } from '../values/guid.ts';
import { instantOf } from '../values/instant-of.ts';
import type { DataverseConnection } from '../web-api/connection.ts';
import { jobOfRow } from './job-of-row.ts';
import { jobQuery } from './job-query.ts';
import type { JobTable } from './job-table.ts';
import { readClaim } from './record-claim.ts';
import type { SpotlerJob } from './spotler-job.ts';

/** A job that orders to anonymize, and that succeeded or is pending. */
export interface ListedOrder extends SpotlerJob {
  /** When the job was changed, as its result is written: ISO text. Null when not readable. */
  readonly modifiedOn: string | null;
  /** Whether its claim on a record outlasts changes after which the policy does not want the contact. */
  readonly lasting: boolean;
}

/** One page of orders. */
export interface OrderPage {
  /** Those of the page. */
  readonly jobs: readonly ListedOrder[];
  /** Link to the next page; undefined on the last one. */
  readonly nextLink: string | undefined;
}

/** Reads a page of the orders to anonymize that stand or are pending. @throws {DataverseError} */
export async function listOrders(
  connection: Pick<DataverseConnection, 'page'>,
  table: JobTable,
  { link, signal }: { readonly link?: string | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<OrderPage> {
  const { operations, statuses } = table;
  const { status, operation, recordVersion } = table.columns;
  const filter = [
    `${operation} eq ${operations.anonymizeContact}`,
    `(${status} eq null or ${status} eq ${statuses.pending} or ${status} eq ${statuses.succeeded})`,
  ].join(' and ');
  const query = jobQuery(table);
  const columns = [...query.columns, 'modifiedon'];
  const page = await connection.page(
    { ...query, columns },
    link === undefined ? { filter } : { link },
    signal,
  );
  const jobs = page.rows.map((row) => ({
    ...jobOfRow(table, toGuid(row[table.primaryKey]) ?? '', row),
    modifiedOn: instantOf(row['modifiedon']),
    lasting: readClaim(row[recordVersion])?.lasting ?? false,
  }));
  return { jobs, nextLink: page.nextLink };
}
