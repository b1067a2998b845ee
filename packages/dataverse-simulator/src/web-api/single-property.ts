import type { ApiRequest, ApiResponse } from '../api-exchange.ts';
import { notAllowed } from '../odata-error.ts';
import { parseBody } from '../rows/request-body.ts';
import { columnOfProperty } from '../rows/row-representation.ts';
import type { RowServices } from '../rows/row-services.ts';
import type { Resource } from './resource-path.ts';
import { retrieveRow, updateRow } from './row-requests.ts';

/**
 * `<row>/<property>`: GET gives the value alone, PUT sets it, DELETE empties it. A missing row is never
 * created.
 */
export function singleProperty(
  request: ApiRequest,
  { table, id, property }: Extract<Resource, { kind: 'property' }>,
  services: RowServices,
): ApiResponse {
  columnOfProperty(property, table);
  const headers = { ...request.headers, 'if-match': request.headers['if-match'] ?? '*' };
  const change = (value: unknown) =>
    updateRow({ ...request, headers, body: JSON.stringify({ [property]: value }) }, { table, id }, services);
  switch (request.method) {
    case 'GET': {
      const query = new Map([['$select', property]]);
      const { status, body } = retrieveRow({ ...request, query }, { table, id }, services);
      const value: unknown = Object(body)[property];
      if (value === null || value === undefined) return { status: 204, headers: {} };
      const context = `${services.baseUrl}$metadata#${table.entitySet}(${id})/${property}`;
      return { status, headers: {}, body: { '@odata.context': context, value } };
    }
    case 'PUT':
      return change(parseBody(request.body)['value'] ?? null);
    case 'DELETE':
      return change(null);
    default:
      throw notAllowed(request.method);
  }
}
