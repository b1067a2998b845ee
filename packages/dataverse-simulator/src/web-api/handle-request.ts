import type { ApiRequest, ApiResponse } from '../api-exchange.ts';
import { asInBatch, type ChangesInBatches } from '../changes-in-batches.ts';
import { answerMetadata, type MetadataServices } from '../metadata/answer-metadata.ts';
import { answerSecurity } from '../metadata/answer-security.ts';
import { notAllowed, ODataError, rowDoesNotExist } from '../odata-error.ts';
import type { Organization } from '../publishing/execution-context.ts';
import { retrieveMultiple } from '../query/retrieve-multiple.ts';
import { addPrivilegesRole } from '../registration/role-privileges.ts';
import { addUserRole } from '../registration/user-roles.ts';
import { executeBatch } from './execute-batch.ts';
import { mergeAction } from './merge-action.ts';
import { parseResourcePath, type Resource } from './resource-path.ts';
import { createRow, deleteRow, retrieveRow, updateRow } from './row-requests.ts';
import { singleProperty } from './single-property.ts';
import { countRows } from './table-facts.ts';

/** The parts that the Web API stands on. */
export interface ApiServices extends MetadataServices {
  readonly organization: Organization;
  /** The failure that a request inside a batch meets, if any. */
  readonly meetPart: (part: ApiRequest) => ApiResponse | null;
  /** How a link to what changed is answered inside a batch. */
  readonly changesInBatches: ChangesInBatches;
  /** Told of every request that changes something, those inside a batch too. */
  onWrite(): void;
}

/** Answers one request; a refusal is an answer too. */
export function handleRequest(request: ApiRequest, services: ApiServices): ApiResponse {
  try {
    if (request.path === '$batch' && request.method === 'POST') {
      return executeBatch(request, services, (part) => handlePart(part, services));
    }
    if (request.method !== 'GET') services.onWrite();
    const answer =
      answerMetadata(request, services) ??
      answerSecurity(request, services) ??
      answerRoleAction(request, services) ??
      answerUserRole(request, services);
    if (answer !== null) return answer;
    return dispatch(request, parseResourcePath(request.path, services.store.tables), services);
  } catch (error) {
    if (error instanceof ODataError) return error.response;
    throw error;
  }
}

function handlePart(part: ApiRequest, services: ApiServices): ApiResponse {
  try {
    return services.meetPart(part) ?? handleRequest(asInBatch(part, services.changesInBatches), services);
  } catch (error) {
    if (error instanceof ODataError) return error.response;
    throw error;
  }
}

function dispatch(request: ApiRequest, resource: Resource, services: ApiServices): ApiResponse {
  const { method } = request;
  switch (resource.kind) {
    case 'function':
      if (resource.name === 'WhoAmI' && method === 'GET') return whoAmI(services);
      if (resource.name === 'Merge' && method === 'POST') return mergeAction(request, services);
      break;
    case 'collection':
      if (method === 'POST') return createRow(request, resource.table, services);
      if (method === 'GET') return retrieveMultiple(request, resource.table, services);
      break;
    case 'count':
      if (method === 'GET') return countRows(resource.table, services);
      break;
    case 'row':
      if (method === 'GET') return retrieveRow(request, resource, services);
      if (method === 'PATCH') return updateRow(request, resource, services);
      if (method === 'DELETE') return deleteRow(request, resource, services);
      break;
    case 'property':
      return singleProperty(request, resource, services);
  }
  throw notAllowed(method);
}

function answerRoleAction(
  { method, path, body }: ApiRequest,
  { store, absence }: ApiServices,
): ApiResponse | null {
  const id = /^roles\(([0-9a-f-]{36})\)\/Microsoft\.Dynamics\.CRM\.AddPrivilegesRole$/.exec(path)?.[1];
  if (id === undefined || method !== 'POST') return null;
  if (store.get('role', id) === null)
    throw rowDoesNotExist(absence, { table: 'role', entitySet: 'roles', id });
  addPrivilegesRole(store, id, body);
  return { status: 204, headers: {} };
}

function answerUserRole(
  { method, path, body }: ApiRequest,
  { store, absence }: ApiServices,
): ApiResponse | null {
  const id = /^systemusers\(([0-9a-f-]{36})\)\/systemuserroles_association\/\$ref$/.exec(path)?.[1];
  if (id === undefined || method !== 'POST') return null;
  if (store.get('systemuser', id) === null)
    throw rowDoesNotExist(absence, { table: 'systemuser', entitySet: 'systemusers', id });
  addUserRole(store, id, body);
  return { status: 204, headers: {} };
}

function whoAmI({ organization, baseUrl }: ApiServices): ApiResponse {
  return {
    status: 200,
    headers: {},
    body: {
      '@odata.context': `${baseUrl}$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`,
      BusinessUnitId: organization.businessUnitId,
      UserId: organization.userId,
      OrganizationId: organization.id,
    },
  };
}
