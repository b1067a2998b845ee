import {
  type DataverseConnection,
  defaultRegistration,
  isRegisteredIdColumn,
  readRegisteredIdColumns,
} from '@spotler-connector/dataverse';
import { usageError } from '../failure/operator-error.ts';

/**
 * Whoever acts under other ids than the worker makes second contacts that nothing ever erases.
 *
 * @throws {OperatorError} when the registered steps send another column of external ids than is configured
 * here.
 */
export async function agreeAboutIds(
  connection: Pick<DataverseConnection, 'list' | 'columns'>,
  column: string | undefined,
): Promise<void> {
  const registered = await readRegisteredIdColumns(connection, defaultRegistration());
  if (isRegisteredIdColumn(column, registered)) return;
  throw usageError(
    `DATAVERSE_EXTERNAL_ID_COLUMN is ${column ?? 'not set'} here, but the steps in Dataverse are registered with ` +
      `${registered?.join(' and ') || 'no such column'}: acting under other ids than the worker makes second contacts. ` +
      'Set it as the worker has it.',
  );
}
