import type { Table } from '@spotler-connector/anonymization-policy';
import { type ColumnAccess, DataverseError } from '@spotler-connector/dataverse';
import { failureMessage } from '../failure/failure-message.ts';
import { type Finding, failed, ok, warning } from './finding.ts';

const AREA = 'Dataverse';
const CANNOT_TELL =
  'Give the application user the role Spotler Connector, which may read its own user; until then nobody is erased.';
const RETENTION =
  'A row in long-term retention answers as if it were deleted: its contact is anonymized at the next message about it. ' +
  'See "Long-term retention" in docs/dataverse.md.';

/** Finds columns that read as something else than what stands in them, because they are secured or masked. */
export async function checkColumns(access: ColumnAccess): Promise<Finding[]> {
  try {
    const tables = await access.check();
    // Columns that are not there are found by the worker's own queries.
    const problems = tables.flatMap((table) => table.problems).filter(({ kind }) => kind !== 'unknown');
    if (problems.length === 0) return [ok(AREA, 'No column that we read is kept from us or masked.')];
    return problems.map(({ message }) => failed(AREA, message, 'Until then nobody of this table is erased.'));
  } catch (error) {
    if (!(error instanceof DataverseError)) throw error;
    const says = `It is not known which columns are kept from us: ${failureMessage(error)}`;
    return [failed(AREA, says, CANNOT_TELL, error)];
  }
}

/** Says which tables move rows out of sight. */
export async function checkRetention(tables: Promise<readonly Table[]>): Promise<Finding[]> {
  try {
    return (await tables).map((table) => warning(AREA, `${table} has long-term retention.`, RETENTION));
  } catch (error) {
    if (!(error instanceof DataverseError)) throw error;
    return [
      warning(
        AREA,
        `It is not known which tables have long-term retention: ${failureMessage(error)}`,
        'Try again later.',
        error,
      ),
    ];
  }
}
