import type { DataverseConnection } from '../../web-api/connection.ts';
import type { DesiredColumn } from '../desired/desired.ts';
import { columnMetadata, relationshipMetadata } from './column-metadata.ts';

/**
 * Adds a column to a table. A lookup comes with its relationship, and one to contacts and accounts by an
 * action of its own (learn: create and update table definitions using the Web API).
 *
 * @throws {DataverseError}
 */
export async function makeColumn(
  connection: Pick<DataverseConnection, 'create' | 'createColumn' | 'act'>,
  { table, column, language }: { table: string; column: DesiredColumn; language: number },
): Promise<void> {
  const definition = columnMetadata(column, language);
  const { kind, to = 'contact' } = column.plan;
  switch (kind) {
    case 'lookup':
      await connection.create('RelationshipDefinitions', {
        '@odata.type': 'Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata',
        ...relationshipMetadata(table, column, to),
        Lookup: definition,
      });
      return;
    case 'customer':
      await connection.act('CreateCustomerRelationships', {
        OneToManyRelationships: ['account', 'contact'].map((each) =>
          relationshipMetadata(table, column, each),
        ),
        Lookup: definition,
      });
      return;
    default:
      await connection.createColumn(table, definition);
  }
}
