import type { Configuration } from '@spotler-connector/configuration';
import {
  type ConnectionOptions,
  connectDataverse,
  createJobStore,
  createRecordSource,
  type DataverseConnection,
  type DataverseRecordSource,
  type FieldMapping,
  type JobStore,
  type JobTable,
} from '@spotler-connector/dataverse';
import { dataverseAuthentication } from './dataverse-authentication.ts';
import { readFieldMapping } from './read-field-mapping.ts';
import { readJobTable } from './read-job-table.ts';

/** The configured Dataverse environment, its records and its Spotler Jobs. */
export interface DataverseRecords {
  /** For what is no record: the probe, and what is registered. */
  connection: DataverseConnection;
  /** Reads contacts, leads and accounts as the policy wants them. */
  records: DataverseRecordSource;
  /** Which columns a sync copies. */
  mapping: FieldMapping;
  /** Spotler Jobs, over the same connection; `undefined` when there are none. */
  jobs: { store: JobStore; table: JobTable } | undefined;
}

/** Connects to the configured environment; `limits` says how long one request may take. Sends nothing yet. @throws {DataverseError} for an unsafe address, {ConfigurationFileError} for a field mapping or a job table with mistakes. */
export function connectRecords(
  { url, authentication, externalIdColumn, fieldMappingFile, spotlerJobs }: Configuration['dataverse'],
  limits: Pick<ConnectionOptions, 'requestTimeoutMs'> = {},
): DataverseRecords {
  const connection = connectDataverse({
    url,
    authentication: dataverseAuthentication(authentication),
    ...limits,
  });
  const column = externalIdColumn === undefined ? {} : { externalIdColumn };
  const mapping = readFieldMapping({ fieldMappingFile });
  const jobTable = readJobTable({ spotlerJobs });
  return {
    connection,
    mapping,
    records: createRecordSource({ connection, mapping, ...column }),
    jobs: jobTable && { table: jobTable, store: createJobStore({ connection, jobTable }) },
  };
}
