import { badRequest, unknownProperty } from '../odata-error.ts';
import { type Columns, isLookup, type Row } from '../store/row.ts';
import type { TableDefinition } from '../store/table-definition.ts';
import { etagOf } from './etag.ts';
import { parseBody } from './request-body.ts';

const FORMATTED = '@OData.Community.Display.V1.FormattedValue';
const LOGICAL_NAME = '@Microsoft.Dynamics.CRM.lookuplogicalname';

/** Which properties to write, and whether with annotations. */
export interface Projection {
  /** Property names as the Web API calls them, or null for all. */
  readonly select: readonly string[] | null;
  readonly annotations: boolean;
}

/** @throws {ODataError} 400 for a property that the table has not. */
export function projectionOf(
  query: ReadonlyMap<string, string>,
  prefer: string,
  definition: TableDefinition,
): Projection {
  const names = query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
  for (const name of names ?? []) {
    columnOfProperty(name, definition);
    if (definition.writeOnly?.includes(name)) throw unknownProperty(name, definition.logicalName);
  }
  return { select: names ?? null, annotations: /odata\.include-annotations=/.test(prefer) };
}

/**
 * The column behind a Web API property. Custom columns need not be declared: a publisher's prefix is enough.
 *
 * @throws {ODataError} 400 for a property that the table has not.
 */
export function columnOfProperty(property: string, definition: TableDefinition): string {
  const lookup = /^_(\w+)_value$/.exec(property)?.[1];
  const column = lookup ?? property;
  if (column === definition.primaryKey) return column;
  const kind = definition.columns[column];
  if (kind === undefined && !/^[a-z][a-z0-9]+_\w+$/.test(column))
    throw unknownProperty(property, definition.logicalName);
  if (kind !== undefined && (kind === 'lookup') !== (lookup !== undefined)) {
    throw unknownProperty(property, definition.logicalName);
  }
  return column;
}

/** A row as JSON, without `@odata.context`. */
export function representRow(
  row: Row,
  definition: TableDefinition,
  projection: Projection,
): Record<string, unknown> {
  const properties: Record<string, unknown> = { '@odata.etag': etagOf(row) };
  const names = projection.select ?? propertiesOf(row.columns, definition);
  for (const name of new Set([...names, definition.primaryKey])) {
    const value = propertyValue(row, columnOfProperty(name, definition));
    properties[name] = isLookup(value) ? value.id : value;
    if (projection.annotations && value !== null) annotate(properties, name, value);
  }
  return properties;
}

function annotate(properties: Record<string, unknown>, name: string, value: unknown): void {
  if (isLookup(value)) {
    properties[`${name}${LOGICAL_NAME}`] = value.table;
    if (value.name !== null) properties[`${name}${FORMATTED}`] = value.name;
  } else if (typeof value === 'number' || typeof value === 'boolean') {
    properties[`${name}${FORMATTED}`] = String(value);
  }
}

function propertyValue(row: Row, column: string): unknown {
  return column === 'versionnumber' ? row.version : (row.columns[column] ?? null);
}

function propertiesOf(columns: Columns, definition: TableDefinition): string[] {
  const names = new Set([...Object.keys(definition.columns), ...Object.keys(columns)]);
  for (const name of definition.writeOnly ?? []) names.delete(name);
  return [...names].map((name) =>
    definition.columns[name] === 'lookup' || isLookup(columns[name]) ? `_${name}_value` : name,
  );
}

/** Columns out of a request's body. @throws {ODataError} 400 for what is not a row. */
export function columnsOfBody(
  body: string,
  definition: TableDefinition,
  tables: readonly TableDefinition[],
): Record<string, unknown> {
  const value = parseBody(body);
  const columns: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(value)) {
    const bound = /^(\w+)@odata\.bind$/.exec(name)?.[1];
    if (bound !== undefined) columns[lookupColumn(bound, definition)] = lookupOf(given, tables);
    else if (!name.includes('@')) columns[columnOfProperty(name, definition)] = given;
  }
  delete columns[definition.primaryKey];
  return columns;
}

/** A lookup to several tables is bound by `<column>_<table>`, any other by its navigation property. */
export function lookupColumn(navigation: string, definition: TableDefinition): string {
  const lower = navigation.toLowerCase();
  const column = lower.replace(/_(account|contact|lead|systemuser|team|serviceendpoint|plugintype)$/, '');
  return definition.columns[column] === 'lookup' ? column : lower;
}

function lookupOf(value: unknown, tables: readonly TableDefinition[]): unknown {
  if (value === null) return null;
  const [, set, id] = typeof value === 'string' ? (/\/?(\w+)\(([0-9a-f-]{36})\)$/i.exec(value) ?? []) : [];
  if (set === undefined || id === undefined) throw badRequest('Resource reference is not valid');
  const table = tables.find(({ entitySet }) => entitySet === set)?.logicalName ?? set.replace(/s$/, '');
  return { table, id: id.toLowerCase(), name: null };
}
