import { defaultJobTable } from '@spotler-connector/dataverse';
import type { SimulatorOperations } from '../simulator-operations.ts';
import type { Lookup } from '../store/row.ts';

/** Tables that a job can name, and the kind of lookup that names them. */
const LOOKUPS = { contact: 'customer', account: 'customer', lead: 'lead' } as const;

/**
 * Makes a Spotler Job with the operation Anonymize Contact, as a user would, about the record that the body
 * names: `{"table": "contact", "id": "…"}`. Null when the body names none.
 */
export function orderJob(operations: SimulatorOperations, body: object): Promise<string> | null {
  const lookup = lookupIn(body);
  if (lookup === null) return null;
  const { table, columns, operations: codes } = defaultJobTable();
  return operations.create(table, {
    [columns.name]: `Anonymize ${lookup.table}`,
    [columns.operation]: codes.anonymizeContact,
    [columns[LOOKUPS[lookup.table]]]: lookup,
  });
}

function lookupIn(body: object): (Lookup & { table: keyof typeof LOOKUPS }) | null {
  if (!('table' in body && 'id' in body) || typeof body.id !== 'string') return null;
  const { table, id } = body;
  if (table !== 'contact' && table !== 'account' && table !== 'lead') return null;
  return { table, id: id.toLowerCase(), name: null };
}
