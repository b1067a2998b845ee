import type { Organization } from '../publishing/execution-context.ts';
import type { ApiRequest, ApiResponse } from './api-exchange.ts';
import { ODataError } from './odata-error.ts';
import { parseResourcePath } from './resource-path.ts';
import { createRow, deleteRow, type RowServices, retrieveRow, updateRow } from './row-requests.ts';

/** What the Web API stands on. */
export interface ApiServices extends RowServices {
  organization: Organization;
}

/** Answers one request; a refusal is an answer too. */
export function handleRequest(request: ApiRequest, services: ApiServices): ApiResponse {
  try {
    return dispatch(request, services);
  } catch (error) {
    if (error instanceof ODataError) return error.response;
    throw error;
  }
}

function dispatch(request: ApiRequest, services: ApiServices): ApiResponse {
  const resource = parseResourcePath(request.path, services.store.tables);
  if (resource.kind === 'function') return whoAmI(services);
  if (resource.kind === 'collection') {
    if (request.method === 'POST') return createRow(request, resource.table, services);
    throw notAllowed(request.method);
  }
  switch (request.method) {
    case 'GET':
      return retrieveRow(request, resource, services);
    case 'PATCH':
      return updateRow(request, resource, services);
    case 'DELETE':
      return deleteRow(request, resource, services);
    default:
      throw notAllowed(request.method);
  }
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

function notAllowed(method: string): ODataError {
  return new ODataError(
    405,
    '0x8006088a',
    `The requested resource does not support http method '${method}'.`,
  );
}
