import { randomUUID } from 'node:crypto';
import { TABLES, type Table } from '@spotler-connector/anonymization-policy';
import { type DataverseConnection, DataverseError, type FieldMapping } from '@spotler-connector/dataverse';
import { failureMessage } from '../failure/failure-message.ts';
import { type Finding, failed, ok } from './finding.ts';

/** What is looked at. */
export interface DataverseUnderCheck {
  readonly connection: Pick<DataverseConnection, 'whoAmI' | 'find'>;
  readonly mapping: FieldMapping;
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

const ENTITY_SETS: Record<Table, { entitySet: string; primaryKey: string }> = {
  contact: { entitySet: 'contacts', primaryKey: 'contactid' },
  lead: { entitySet: 'leads', primaryKey: 'leadid' },
  account: { entitySet: 'accounts', primaryKey: 'accountid' },
};
const POLICY_COLUMNS = ['statecode', 'emailaddress1', 'donotemail', 'donotbulkemail'];

/** Whether Dataverse lets us in, and whether the columns of the three tables can be read. */
export async function checkDataverse(dataverse: DataverseUnderCheck): Promise<Finding[]> {
  try {
    await dataverse.connection.whoAmI();
  } catch (error) {
    const remedy = REMEDIES[error instanceof DataverseError ? error.kind : 'unavailable'];
    return [failed(AREA, failureMessage(error), remedy)];
  }
  const tables: Finding[] = [];
  for (const table of TABLES) tables.push(...(await checkTable(table, dataverse)));
  return [ok(AREA, 'Dataverse lets us in.'), ...tables];
}

/** Asks for a row that does not exist, in the way that the worker does: its columns are looked at all the same. */
async function checkTable(table: Table, dataverse: DataverseUnderCheck): Promise<Finding[]> {
  try {
    await ask(table, columnsOf(table, dataverse), dataverse);
    return [ok(AREA, `${table}: its columns can be read.`)];
  } catch (error) {
    if (error instanceof DataverseError) return explainRefusal(table, dataverse, error);
    throw error;
  }
}

async function ask(
  table: Table,
  columns: readonly string[],
  { connection }: DataverseUnderCheck,
): Promise<void> {
  await connection.find({ ...ENTITY_SETS[table], columns, annotations: null }, [randomUUID()]);
}

async function explainRefusal(
  table: Table,
  dataverse: DataverseUnderCheck,
  error: DataverseError,
): Promise<Finding[]> {
  if (error.kind === 'authentication') {
    return [
      failed(
        AREA,
        `${table}: ${failureMessage(error)}`,
        `Give the application user a security role that reads ${table} rows of the whole organization.`,
      ),
    ];
  }
  const { externalIdColumn } = dataverse;
  const bad: string[] = [];
  const columns = columnsOf(table, dataverse);
  for (const column of columns) await ask(table, [column], dataverse).catch(() => bad.push(column));
  // None is at fault by itself, or all are, which then is no fault of theirs.
  if (bad.length === 0 || bad.length === columns.length)
    return [failed(AREA, `${table}: ${failureMessage(error)}`, REMEDIES[error.kind])];
  return bad.map((column) =>
    failed(
      AREA,
      `${table}: column ${column} can't be read.`,
      column === externalIdColumn
        ? 'Correct DATAVERSE_EXTERNAL_ID_COLUMN: the logical name of a column that all three tables have.'
        : `Take ${column} out of the field mapping, or create the column.`,
    ),
  );
}

function columnsOf(table: Table, { mapping, externalIdColumn }: DataverseUnderCheck): string[] {
  const mapped = mapping[table].flatMap((rule) => {
    if (rule.column === undefined) return [];
    return [rule.transform?.kind === 'lookup-name' ? `_${rule.column}_value` : rule.column];
  });
  const own = externalIdColumn === undefined ? [] : [externalIdColumn];
  return [...new Set([...POLICY_COLUMNS, ...own, ...mapped])];
}
