import type { ApiRequest, ApiResponse } from '../api-exchange.ts';
import { badRequest, notAllowed, ODataError, unknownResource } from '../odata-error.ts';
import { compileFilter } from '../query/compile-filter.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { addTableRows } from '../registration/system-rows.ts';
import { parseBody } from '../rows/request-body.ts';
import type { RowServices } from '../rows/row-services.ts';
import { stableId } from '../store/stable-id.ts';
import type { OtherChoices } from '../store/system-choices.ts';
import type { TableDefinition } from '../store/table-definition.ts';
import { columnId } from './answer-security.ts';
import { describeColumns } from './describe-columns.ts';
import { readColumn, readTable, withColumn } from './read-definition.ts';

/** The parts that metadata requests need. */
export interface MetadataServices extends RowServices {
  readonly choices: OtherChoices;
  /** Tables with long-term retention. */
  readonly retained: readonly string[];
}

const COLUMNS =
  /^EntityDefinitions\(LogicalName='(\w+)'\)\/Attributes(?:\/Microsoft\.Dynamics\.CRM\.(\w+))?$/;
const ONE_TABLE = /^EntityDefinitions\(([0-9a-f-]{36})\)$/i;

/** Answers requests about tables, columns and lookups; null for any other. */
export function answerMetadata(request: ApiRequest, services: MetadataServices): ApiResponse | null {
  const { method, path } = request;
  if (path === 'EntityDefinitions') {
    if (method === 'GET') return listTables(request, services);
    if (method === 'POST') return makeTable(request, services);
    throw notAllowed(method);
  }
  const [, name, kind] = COLUMNS.exec(path) ?? [];
  if (name !== undefined) {
    const table = tableOf(name, services);
    if (method === 'GET') return listColumns(table, kind, request, services);
    if (method === 'POST') return addColumn(table, parseBody(request.body), false, services);
    throw notAllowed(method);
  }
  const id = ONE_TABLE.exec(path)?.[1];
  if (id !== undefined && method === 'DELETE') return dropTable(id.toLowerCase(), services);
  if (path === 'RelationshipDefinitions' && method === 'POST') return makeLookup(request, false, services);
  if (path === 'CreateCustomerRelationships' && method === 'POST') return makeLookup(request, true, services);
  return null;
}

function listTables({ query }: ApiRequest, services: MetadataServices): ApiResponse {
  const filter = query.get('$filter');
  const described = services.store.tables.map((table) => ({
    ...describeTable(table),
    IsRetentionEnabled: services.retained.includes(table.logicalName),
  }));
  const matches = filter === undefined ? () => true : compileFilter(parseFilter(filter));
  const found = described.filter((table) => matches((property) => Object(table)[property]));
  return collection(found, services);
}

function listColumns(
  table: TableDefinition,
  kind: string | undefined,
  { query }: ApiRequest,
  services: MetadataServices,
): ApiResponse {
  const filter = query.get('$filter');
  const { choices, security } = services;
  if (filter === undefined) return collection(describeColumns(table, kind, choices, security), services);
  const matches = compileFilter(parseFilter(filter));
  // Custom columns need no declaration, so those that are asked for by name are there.
  const custom = [...filter.matchAll(/'([a-z][a-z0-9]+_\w+)'/g)].map(
    ([, name = '']) => [name, 'text'] as const,
  );
  const columns = { ...Object.fromEntries(custom), ...table.columns };
  const described = describeColumns({ ...table, columns }, kind, choices, security);
  const found = described.filter((column) => matches((property) => column[property]));
  return collection(found, services);
}

function describeTable({ entitySet, logicalName, primaryKey, primaryName }: TableDefinition): object {
  return {
    EntitySetName: entitySet,
    LogicalName: logicalName,
    MetadataId: metadataId(logicalName),
    PrimaryIdAttribute: primaryKey,
    PrimaryNameAttribute: primaryName,
  };
}

function makeTable(request: ApiRequest, services: MetadataServices): ApiResponse {
  const table = readTable(parseBody(request.body));
  const { store } = services;
  if (store.tables.some(({ logicalName }) => logicalName === table.logicalName))
    throw exists(table.logicalName);
  store.defineTable(table);
  addTableRows(store, table);
  return made('EntityDefinitions', metadataId(table.logicalName), services);
}

function dropTable(id: string, services: MetadataServices): ApiResponse {
  const table = services.store.tables.find(({ logicalName }) => metadataId(logicalName) === id);
  if (table === undefined) throw new ODataError(404, '0x80040217', `entity With Id = ${id} Does Not Exist`);
  services.store.dropTable(table.logicalName);
  return { status: 204, headers: {} };
}

function makeLookup(request: ApiRequest, forCustomers: boolean, services: MetadataServices): ApiResponse {
  const body = parseBody(request.body);
  const { Lookup: lookup, OneToManyRelationships: several } = body;
  const relationship: unknown = forCustomers ? Object(several)[0] : body;
  const table = tableOf(String(Object(relationship)['ReferencingEntity']), services);
  tableOf(String(Object(relationship)['ReferencedEntity']), services);
  return addColumn(table, lookup, forCustomers, services);
}

function addColumn(
  table: TableDefinition,
  definition: unknown,
  isCustomer: boolean,
  services: MetadataServices,
): ApiResponse {
  const column = readColumn(definition);
  if (table.columns[column.logicalName] !== undefined) throw exists(column.logicalName);
  services.store.defineTable(withColumn(table, column, isCustomer));
  return made('EntityDefinitions', columnId(table.logicalName, column.logicalName), services);
}

function tableOf(name: string, { store }: MetadataServices): TableDefinition {
  const table = store.tables.find(({ logicalName }) => logicalName === name);
  if (table === undefined) throw unknownResource(name);
  return table;
}

function metadataId(...names: readonly string[]): string {
  return stableId('metadata', ...names);
}

function exists(name: string): ODataError {
  return badRequest(`${name} is there already.`);
}

function collection(value: readonly object[], { baseUrl }: MetadataServices): ApiResponse {
  return {
    status: 200,
    headers: {},
    body: { '@odata.context': `${baseUrl}$metadata#EntityDefinitions`, value },
  };
}

function made(set: string, id: string, { baseUrl }: MetadataServices): ApiResponse {
  return { status: 204, headers: { 'OData-EntityId': `${baseUrl}${set}(${id})` } };
}
