import type { Configuration } from '@spotler-connector/configuration';
import {
  type ConnectionOptions,
  connectDataverse,
  createRecordSource,
  type DataverseConnection,
  type DataverseRecordSource,
  type FieldMapping,
} from '@spotler-connector/dataverse';
import { dataverseAuthentication } from './dataverse-authentication.ts';
import { readFieldMapping } from './read-field-mapping.ts';

/** The configured Dataverse environment, and its records. */
export interface DataverseRecords {
  connection: DataverseConnection;
  records: DataverseRecordSource;
  /** Which columns a sync copies. */
  mapping: FieldMapping;
}

/** Connects to the configured environment; `limits` says how long one request may take. Sends nothing yet. @throws {DataverseError} for an unsafe address, {ConfigurationFileError} for a field mapping with mistakes. */
export function connectRecords(
  { url, authentication, externalIdColumn, fieldMappingFile }: Configuration['dataverse'],
  limits: Pick<ConnectionOptions, 'requestTimeoutMs'> = {},
): DataverseRecords {
  const connection = connectDataverse({
    url,
    authentication: dataverseAuthentication(authentication),
    ...limits,
  });
  const column = externalIdColumn === undefined ? {} : { externalIdColumn };
  const mapping = readFieldMapping({ fieldMappingFile });
  return { connection, mapping, records: createRecordSource({ connection, mapping, ...column }) };
}
