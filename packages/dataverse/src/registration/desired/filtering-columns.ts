import type { MappingRule } from '../../field-mapping/field-mapping.ts';
import { POLICY_COLUMNS } from '../../record-source/table-shape.ts';

/**
 * The columns whose changes concern us: what the policy and the field mapping read, the external id, and
 * `statuscode`, for a client may set that alone and have Dataverse set the state with it.
 */
export function filteringColumns(
  rules: readonly MappingRule[],
  externalIdColumn: string | undefined,
): string[] {
  const mapped = rules.flatMap(({ column }) => (column === undefined ? [] : [column]));
  const own = externalIdColumn === undefined ? [] : [externalIdColumn];
  return [...new Set([...POLICY_COLUMNS, 'statuscode', ...own, ...mapped])].sort();
}
