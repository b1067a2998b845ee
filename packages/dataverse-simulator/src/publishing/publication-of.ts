import { randomUUID } from 'node:crypto';
import type { RowChange } from '../store/row.ts';
import type { TableDefinition } from '../store/table-definition.ts';
import type { Publication } from './change-publication.ts';
import { claims } from './claims.ts';
import { executionContext, type Organization } from './execution-context.ts';

const STEP_ID = '5cf4dd4c-1d55-4c4f-9c3c-3f2f7c1b1a01';

/** The message that a change sends. */
export function publicationOf(
  change: RowChange,
  tables: readonly TableDefinition[],
  organization: Organization,
): Publication {
  const table = (change.after ?? change.before)?.table;
  const definition = tables.find(({ logicalName }) => logicalName === table);
  if (definition === undefined) throw new Error('A change of an unknown table');
  const context = executionContext(change, definition, organization, {
    operationId: randomUUID(),
    stepId: STEP_ID,
    preImages: [],
    postImages: [],
  });
  return {
    body: Buffer.from(JSON.stringify(context), 'utf8'),
    contentType: 'application/json',
    applicationProperties: claims(organization, definition.logicalName, change.message),
  };
}
