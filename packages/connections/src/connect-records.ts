import type { Configuration } from '@spotler-connector/configuration';
import {
  connectDataverse,
  createRecordSource,
  type DataverseConnection,
  type DataverseRecordSource,
} from '@spotler-connector/dataverse';
import { dataverseAuthentication } from './dataverse-authentication.ts';

/** The configured Dataverse environment, and its records. */
export interface DataverseRecords {
  connection: DataverseConnection;
  records: DataverseRecordSource;
}

/** Connects to the configured environment. Sends nothing yet. @throws {DataverseError} for an unsafe address. */
export function connectRecords({
  url,
  authentication,
  externalIdColumn,
}: Configuration['dataverse']): DataverseRecords {
  const connection = connectDataverse({ url, authentication: dataverseAuthentication(authentication) });
  const column = externalIdColumn === undefined ? {} : { externalIdColumn };
  return { connection, records: createRecordSource({ connection, ...column }) };
}
