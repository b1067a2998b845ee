import { TABLES, type Table } from '@spotler-connector/anonymization-policy';
import {
  type DataverseConnection,
  DataverseError,
  type DataverseRecordSource,
} from '@spotler-connector/dataverse';
import { failureMessage } from '../failure/failure-message.ts';
import { type Finding, failed, ok } from './finding.ts';

/** Parts of Dataverse that are looked at. */
export interface DataverseUnderCheck {
  readonly connection: Pick<DataverseConnection, 'whoAmI'>;
  readonly records: Pick<DataverseRecordSource, 'probe'>;
  readonly externalIdColumn: string | undefined;
}

const AREA = 'Dataverse';

const REMEDIES: Record<DataverseError['kind'], string> = {
  authentication:
    'Check DATAVERSE_AUTH and what goes with it, and that the identity is an application user of this environment.',
  unavailable: 'Check DATAVERSE_URL and the way there; or try again later.',
  protocol:
    'DATAVERSE_URL must be the address of the environment, such as https://contoso.crm4.dynamics.com.',
  rejected: 'Check DATAVERSE_URL.',
};

/** Whether Dataverse lets us in, and whether it knows the columns of the three tables. */
export async function checkDataverse(dataverse: DataverseUnderCheck): Promise<Finding[]> {
  try {
    await dataverse.connection.whoAmI();
  } catch (error) {
    const remedy = REMEDIES[error instanceof DataverseError ? error.kind : 'unavailable'];
    return [failed(AREA, failureMessage(error), remedy, error)];
  }
  const tables: Finding[] = [];
  for (const table of TABLES) tables.push(...(await checkTable(table, dataverse)));
  return [ok(AREA, 'Dataverse lets us in.'), ...tables];
}

async function checkTable(
  table: Table,
  { records, externalIdColumn }: DataverseUnderCheck,
): Promise<Finding[]> {
  try {
    const unknown = await records.probe(table);
    if (unknown.length === 0) return [ok(AREA, `${table}: its columns can be read.`)];
    return unknown.map((column) => unknownColumn(table, column, externalIdColumn));
  } catch (error) {
    if (error instanceof DataverseError) return [refusal(table, error)];
    throw error;
  }
}

function refusal(table: Table, error: DataverseError): Finding {
  const remedy =
    error.kind === 'authentication'
      ? `Give the application user a security role that reads ${table} rows of the whole organization.`
      : REMEDIES[error.kind];
  return failed(AREA, `${table}: ${failureMessage(error)}`, remedy, error);
}

function unknownColumn(table: Table, column: string, externalIdColumn: string | undefined): Finding {
  return failed(
    AREA,
    `${table}: column ${column} can't be read.`,
    column === externalIdColumn
      ? 'Correct DATAVERSE_EXTERNAL_ID_COLUMN: the logical name of a column that all three tables have.'
      : `Take ${column} out of the field mapping, or create the column.`,
  );
}
