import type { RecordRef, Table } from '@spotler-connector/anonymization-policy';
import { toGuid } from '../values/guid.ts';
import { entry, isJsonObject, type JsonObject, member } from '../values/json-object.ts';
import { toTableName } from './message-name.ts';

/** A row of any table. */
export interface RowRef {
  readonly table: string;
  readonly id: string;
}

/**
 * Every row that the message names, without repetition, in the order Target, Merge's subordinate, Targets,
 * primary entity. ParentContext is never looked at: it may be about another table and another event.
 */
export function rowsOfMessage(body: JsonObject): RowRef[] {
  const input = member(body, 'InputParameters');
  const target = rowOf(entry(input, 'Target')) ?? rowOf(entry(input, 'EntityMoniker'));
  const primaryTable = toTableName(member(body, 'PrimaryEntityName'));
  const found = [
    target,
    subordinate(entry(input, 'SubordinateId'), target?.table ?? primaryTable),
    ...rowsOfTargets(entry(input, 'Targets')),
    rowFrom(primaryTable, member(body, 'PrimaryEntityId')),
    ...createdRows(body, primaryTable),
  ];
  const unique = new Map<string, RowRef>();
  for (const row of found) if (row !== null) unique.set(`${row.table} ${row.id}`, row);
  return [...unique.values()];
}

/**
 * Rows that came into being: `id` after a Create, `Ids` after a CreateMultiple (learn: bulk operation
 * messages). Under the same names other events put out something else.
 */
function createdRows(body: JsonObject, table: string | null): (RowRef | null)[] {
  const output = member(body, 'OutputParameters');
  switch (member(body, 'MessageName')) {
    case 'Create':
      return [rowFrom(table, entry(output, 'id'))];
    case 'CreateMultiple': {
      const ids = entry(output, 'Ids');
      return Array.isArray(ids) ? ids.map((id) => rowFrom(table, id)) : [];
    }
    default:
      return [];
  }
}

/** Entity and EntityReference alike: both have LogicalName and Id, and `__type` is not always there. */
function rowOf(value: unknown): RowRef | null {
  if (!isJsonObject(value)) return null;
  return rowFrom(toTableName(member(value, 'LogicalName')), member(value, 'Id'));
}

function rowFrom(table: string | null, id: unknown): RowRef | null {
  const guid = toGuid(id);
  return table === null || guid === null ? null : { table, id: guid };
}

function subordinate(value: unknown, table: string | null): RowRef | null {
  return rowOf(value) ?? rowFrom(table, value);
}

/** An EntityCollection has its items in `Entities`; a collection of references is a bare array. */
function rowsOfTargets(value: unknown): (RowRef | null)[] {
  const items = isJsonObject(value) ? member(value, 'Entities') : value;
  return Array.isArray(items) ? items.map(rowOf) : [];
}

export function isOurs(row: RowRef): row is RowRef & RecordRef {
  return isOurTable(row.table);
}

export function isOurTable(table: string): table is Table {
  return table === 'contact' || table === 'lead' || table === 'account';
}
