import type { Clock } from '@spotler-connector/clock';
import type { Configuration } from '@spotler-connector/configuration';
import {
  type ColumnAccess,
  type ConnectionOptions,
  connectDataverse,
  createColumnAccess,
  createJobStore,
  createRecordSource,
  type DataverseConnection,
  type DataverseRecordSource,
  type FieldMapping,
  type JobStore,
  type JobTable,
} from '@spotler-connector/dataverse';
import {
  type ClientHooks,
  createSpotlerClient,
  type SpotlerClient,
  type TimeoutOptions,
} from '@spotler-connector/spotler-sdk';
import { readFieldMapping, readJobTable } from './configured-files.ts';
import { dataverseAuthentication } from './dataverse-authentication.ts';

/** The configured Dataverse environment, its records and its Spotler Jobs. */
export interface DataverseRecords {
  /** For what is no record: the probe, and what is registered. */
  readonly connection: DataverseConnection;
  /** Reads contacts, leads and accounts as the policy wants them. */
  readonly records: DataverseRecordSource;
  /** Says whether the columns that are read can be relied on. */
  readonly columns: ColumnAccess;
  /** Which columns a sync copies. */
  readonly mapping: FieldMapping;
  /** Spotler Jobs, over the same connection; `undefined` when there are none. */
  readonly jobs: { readonly store: JobStore; readonly table: JobTable } | undefined;
}

/**
 * Connects to the configured environment; `options` say how long one request may take, and by
 * which clock. Sends nothing yet.
 *
 * @throws {DataverseError} for an unsafe address.
 * @throws {ConfigurationFileError} for a field mapping or a job table with mistakes.
 */
export function connectRecords(
  {
    url,
    authentication,
    externalIdColumn,
    externalIdFallback,
    fieldMappingFile,
    spotlerJobs,
  }: Configuration['dataverse'],
  { requestTimeoutMs, clock }: Pick<ConnectionOptions, 'requestTimeoutMs' | 'clock'> = {},
): DataverseRecords {
  const connection = connectDataverse({
    url,
    authentication: dataverseAuthentication(authentication),
    requestTimeoutMs,
    clock,
  });
  const mapping = readFieldMapping({ fieldMappingFile });
  const jobTable = readJobTable({ spotlerJobs });
  return {
    connection,
    mapping,
    records: createRecordSource({ connection, mapping, externalIdColumn, externalIdFallback }),
    columns: createColumnAccess({ connection, mapping, externalIdColumn, jobTable }),
    jobs: jobTable && { table: jobTable, store: createJobStore({ connection, jobTable }) },
  };
}

/** Erasures and updates are calls of their own. Spotler documents no limit; when it asks, all calls pause. */
const SPOTLER_CONCURRENCY = 32;

/**
 * Makes a client of the configured Spotler account. Sends nothing yet; `close` it in the end. `hooks` are
 * called for every try. Default: none are. The clock is the machine's by default, and the timeouts are the
 * client's own.
 */
export function connectSpotler(
  { baseUrl, consumerKey, consumerSecret }: Configuration['spotler'],
  hooks: ClientHooks = {},
  clock?: Clock,
  timeouts?: TimeoutOptions,
): SpotlerClient {
  return createSpotlerClient({
    baseUrl,
    consumerKey: consumerKey.reveal(),
    consumerSecret: consumerSecret.reveal(),
    concurrency: SPOTLER_CONCURRENCY,
    hooks,
    clock,
    timeouts,
  });
}
