import { TABLES, type Table } from '@spotler-connector/anonymization-policy';
import { quoted } from '../values/quoted.ts';
import type { DataverseConnection } from '../web-api/connection.ts';
import { DataverseError } from '../web-api/dataverse-error.ts';

/**
 * Which of the three tables move old rows to long-term retention. Such a row is not deleted, but answers as
 * if it were, and no message of ours tells of the move. An environment that does not know of retention has
 * none.
 *
 * @throws {DataverseError}
 */
export async function tablesWithRetention(
  connection: Pick<DataverseConnection, 'list'>,
): Promise<readonly Table[]> {
  const query = {
    entitySet: 'EntityDefinitions',
    primaryKey: 'LogicalName',
    columns: ['LogicalName', 'IsRetentionEnabled'],
    annotations: null,
  };
  const filter = TABLES.map((table) => `LogicalName eq ${quoted(table)}`).join(' or ');
  try {
    const rows = await connection.list(query, { filter });
    const enabled = rows.filter((row) => row['IsRetentionEnabled'] === true);
    return TABLES.filter((table) => enabled.some((row) => row['LogicalName'] === table));
  } catch (error) {
    if (error instanceof DataverseError && error.status === 400) return [];
    throw error;
  }
}
