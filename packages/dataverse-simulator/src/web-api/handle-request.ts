import type { Organization } from '../publishing/execution-context.ts';
import { retrieveMultiple } from '../query/retrieve-multiple.ts';
import type { ApiRequest, ApiResponse } from './api-exchange.ts';
import { executeBatch } from './execute-batch.ts';
import { mergeAction } from './merge-action.ts';
import { ODataError } from './odata-error.ts';
import { parseResourcePath, type Resource } from './resource-path.ts';
import { createRow, deleteRow, type RowServices, retrieveRow, updateRow } from './row-requests.ts';

/** What the Web API stands on. */
export interface ApiServices extends RowServices {
  organization: Organization;
}

/** Answers one request; a refusal is an answer too. */
export function handleRequest(request: ApiRequest, services: ApiServices): ApiResponse {
  try {
    if (request.path === '$batch' && request.method === 'POST') {
      return executeBatch(request, services, (part) => handleRequest(part, services));
    }
    return dispatch(request, parseResourcePath(request.path, services.store.tables), services);
  } catch (error) {
    if (error instanceof ODataError) return error.response;
    throw error;
  }
}

function dispatch(request: ApiRequest, resource: Resource, services: ApiServices): ApiResponse {
  switch (`${request.method} ${resource.kind === 'function' ? resource.name : resource.kind}`) {
    case 'GET WhoAmI':
      return whoAmI(services);
    case 'POST Merge':
      return mergeAction(request, services);
  }
  if (resource.kind === 'collection') {
    if (request.method === 'POST') return createRow(request, resource.table, services);
    if (request.method === 'GET') return retrieveMultiple(request, resource.table, services);
  } else if (resource.kind === 'row') {
    if (request.method === 'GET') return retrieveRow(request, resource, services);
    if (request.method === 'PATCH') return updateRow(request, resource, services);
    if (request.method === 'DELETE') return deleteRow(request, resource, services);
  }
  const message = `The requested resource does not support http method '${request.method}'.`;
  throw new ODataError(405, '0x8006088a', message);
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
