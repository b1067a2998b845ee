import { randomUUID } from 'node:crypto';
import { DataverseError } from '../web-api/dataverse-error.ts';
import type { RowQuery } from '../web-api/row-query.ts';
import type { RecordConnection } from './record-source.ts';

/**
 * Sends a query about a row that does not exist: its columns are looked at all the same. Resolves to those
 * that Dataverse does not know.
 *
 * @throws {DataverseError} when it is refused for another reason.
 */
export async function probeColumns(
  connection: Pick<RecordConnection, 'find'>,
  query: RowQuery,
  nobody: string = randomUUID(),
): Promise<string[]> {
  try {
    await connection.find(query, [nobody]);
    return [];
  } catch (error) {
    if (!(error instanceof DataverseError) || error.status !== 400) throw error;
    const unknown = await Promise.all(
      query.columns.map(async (column) =>
        (await isKnown(connection, query, column, nobody)) ? [] : [column],
      ),
    );
    const columns = unknown.flat();
    // None is at fault by itself, or all are, which then is no fault of theirs.
    if (columns.length === 0 || columns.length === query.columns.length) throw error;
    return columns;
  }
}

async function isKnown(
  connection: Pick<RecordConnection, 'find'>,
  query: RowQuery,
  column: string,
  nobody: string,
): Promise<boolean> {
  try {
    await connection.find({ ...query, columns: [...new Set([query.primaryKey, column])] }, [nobody]);
    return true;
  } catch (error) {
    if (error instanceof DataverseError && error.status === 400) return false;
    throw error;
  }
}
