import type { ApiRequest, ApiResponse } from '../api-exchange.ts';
import { privilegeDenied } from '../odata-error.ts';
import { compileFilter } from '../query/compile-filter.ts';
import { parseFilter } from '../query/parse-filter.ts';
import type { RowServices } from '../rows/row-services.ts';
import { stableId } from '../store/stable-id.ts';

const ALLOWED = 4;
const ATTRIBUTE_PRIVILEGES =
  /^systemusers\([0-9a-f-]{36}\)\/Microsoft\.Dynamics\.CRM\.RetrievePrincipalAttributePrivileges(?:\(\))?$/;
const USER_PRIVILEGES =
  /^systemusers\([0-9a-f-]{36}\)\/Microsoft\.Dynamics\.CRM\.RetrieveUserPrivileges(?:\(\))?$/;
const ROLES = /^systemusers\([0-9a-f-]{36}\)\/systemuserroles_association$/;
const SYSTEM_ADMINISTRATOR = '627090ff-40a3-4053-8790-584edc5be201';

/** The metadata's id of a column, by which privileges name it. */
export function columnId(table: string, column: string): string {
  return stableId('metadata', table, column);
}

/** Answers requests about what the application user may read; null for any other. */
export function answerSecurity(request: ApiRequest, services: RowServices): ApiResponse | null {
  const { method, path } = request;
  if (method !== 'GET') return null;
  if (ATTRIBUTE_PRIVILEGES.test(path)) return attributePrivileges(services);
  if (USER_PRIVILEGES.test(path)) return userPrivileges(services);
  if (ROLES.test(path)) return roles(request, services);
  return path === 'attributemaskingrules' ? maskingRules(request, services) : null;
}

function attributePrivileges({ security, baseUrl }: RowServices): ApiResponse {
  const granted = security.all().filter((each) => each.granted === true);
  return {
    status: 200,
    headers: {},
    body: {
      '@odata.context': `${baseUrl}$metadata#Microsoft.Dynamics.CRM.RetrievePrincipalAttributePrivilegesResponse`,
      AttributePrivileges: granted.map(({ table, column }) => ({
        AttributeId: columnId(table, column),
        CanCreate: 0,
        CanRead: ALLOWED,
        CanUpdate: 0,
        CanReadUnMasked: 0,
      })),
    },
  };
}

function userPrivileges({ security, store, baseUrl }: RowServices): ApiResponse {
  return {
    status: 200,
    headers: {},
    body: {
      '@odata.context': `${baseUrl}$metadata#Microsoft.Dynamics.CRM.RetrieveUserPrivilegesResponse`,
      RolePrivileges: store.tables.map(({ logicalName }) => ({
        Depth: security.readDepth(logicalName),
        PrivilegeId: stableId('privilege', 'Read', logicalName),
        PrivilegeName: `prvRead${logicalName.slice(0, 1).toUpperCase()}${logicalName.slice(1)}`,
      })),
    },
  };
}

function roles(request: ApiRequest, services: RowServices): ApiResponse {
  const role = { roleid: stableId('system administrator'), _roletemplateid_value: SYSTEM_ADMINISTRATOR };
  return collection('roles', services.security.isAdministrator() ? [role] : [], request, services);
}

function maskingRules(request: ApiRequest, services: RowServices): ApiResponse {
  if (!services.security.areMaskingRulesVisible()) throw privilegeDenied('attributemaskingrule');
  const masked = services.security.all().filter((each) => each.masked === true);
  const rows = masked.map(({ table, column }) => ({
    attributemaskingruleid: stableId('masking rule', table, column),
    entityname: table,
    attributelogicalname: column,
  }));
  return collection('attributemaskingrules', rows, request, services);
}

function collection(
  set: string,
  rows: readonly object[],
  { query }: ApiRequest,
  { baseUrl }: RowServices,
): ApiResponse {
  const filter = query.get('$filter');
  const matches = filter === undefined ? () => true : compileFilter(parseFilter(filter));
  const value = rows.filter((row) => matches((property) => Object(row)[property]));
  return { status: 200, headers: {}, body: { '@odata.context': `${baseUrl}$metadata#${set}`, value } };
}
