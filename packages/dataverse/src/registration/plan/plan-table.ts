import type { DesiredColumn, DesiredTable } from '../desired/desired.ts';
import type { PresentTable } from '../present/present.ts';
import { finding, type PlanItem } from './plan.ts';

/** Dataverse's names for the kinds of columns. */
const KINDS = {
  text: ['String', 'Memo'],
  choice: ['Picklist'],
  customer: ['Customer', 'Lookup'],
  lookup: ['Lookup'],
  instant: ['DateTime'],
} as const;

/** The Spotler Job table and its columns. A column of the wrong kind holds data, so a person must decide. */
export function planTable(desired: DesiredTable, present: PresentTable | null): PlanItem[] {
  const { table } = desired.names;
  if (present === null) {
    const create: PlanItem = {
      kind: 'table',
      name: table,
      state: 'create',
      says: [],
      mends: [{ do: 'create-table', table: desired }],
    };
    const columns = desired.columns.filter(({ isName }) => !isName);
    return [create, ...columns.map((column) => creation(table, column))];
  }
  return [
    tableItem(desired, present),
    ...desired.columns.map((column) => planColumn(table, column, present)),
  ];
}

function tableItem({ names }: DesiredTable, { entitySet, primaryKey }: PresentTable): PlanItem {
  const says = [
    ...(entitySet === names.entitySet
      ? []
      : [`its entity set is ${entitySet} instead of ${names.entitySet}`]),
    ...(primaryKey === names.primaryKey ? [] : [`its key is ${primaryKey} instead of ${names.primaryKey}`]),
  ];
  return finding('table', names.table, says.length === 0 ? 'right' : 'stuck', says);
}

function planColumn(table: string, column: DesiredColumn, present: PresentTable): PlanItem {
  const { logicalName, plan, options } = column;
  const kind = present.columns.get(logicalName);
  if (kind === undefined) return creation(table, column);
  const kinds: readonly string[] = KINDS[plan.kind];
  if (!kinds.includes(kind)) {
    return finding('column', logicalName, 'stuck', [`it is a ${kind} instead of a ${kinds[0]}`]);
  }
  const has = present.options.get(logicalName);
  const lacking = [...options].filter(([value]) => has !== undefined && !has.has(value));
  const says = lacking.map(([value, label]) => `it has no option ${value} (${label}); add it`);
  return finding('column', logicalName, says.length === 0 ? 'right' : 'stuck', says);
}

function creation(table: string, column: DesiredColumn): PlanItem {
  return {
    kind: 'column',
    name: column.logicalName,
    state: 'create',
    says: [],
    mends: [{ do: 'create-column', table, column }],
  };
}
