import { toGuid } from '../../values/guid.ts';
import type { DesiredTable } from '../desired/desired.ts';
import type { PresentTable } from './present.ts';
import type { RegistrationReader } from './read-events.ts';
import { readChoices } from './read-options.ts';

/**
 * Reads how the Spotler Job table is made, or null when there is none or none is wanted. @throws
 * {DataverseError}
 */
export async function readTable(
  connection: RegistrationReader,
  desired: DesiredTable | null,
): Promise<PresentTable | null> {
  if (desired === null) return null;
  const { names } = desired;
  const columns = ['LogicalName', 'MetadataId', 'EntitySetName', 'PrimaryIdAttribute'];
  const [definition] = await connection.list(
    { entitySet: 'EntityDefinitions', primaryKey: 'LogicalName', columns, annotations: null },
    { filter: `LogicalName eq '${names.table}'` },
  );
  if (definition === undefined) return null;
  const properties = ['LogicalName', 'AttributeType'];
  const attributes = await connection.columns({ table: names.table, properties });
  const choices = await readChoices(connection, names.table);
  return {
    id: toGuid(definition['MetadataId']) ?? '',
    entitySet: String(definition['EntitySetName']),
    primaryKey: String(definition['PrimaryIdAttribute']),
    columns: new Map(
      attributes.map((attribute) => [String(attribute['LogicalName']), String(attribute['AttributeType'])]),
    ),
    options: new Map(
      [...choices].map(([column, options]) => [column, new Set(options.map(({ value }) => value))]),
    ),
  };
}
