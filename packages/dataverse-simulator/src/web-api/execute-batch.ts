import { randomUUID } from 'node:crypto';
import type { ApiRequest, ApiResponse } from '../api-exchange.ts';
import { ODataError } from '../odata-error.ts';
import type { RowServices } from '../rows/row-services.ts';
import { composeBatch, parseBatch } from './batch.ts';

/**
 * POST $batch. A change set is undone as a whole when one of its requests fails. Without
 * `Prefer: odata.continue-on-error` nothing after the first failure is carried out.
 */
export function executeBatch(
  request: ApiRequest,
  services: RowServices,
  handle: (request: ApiRequest) => ApiResponse,
): ApiResponse {
  const goOn = /odata\.continue-on-error/.test(request.headers['prefer'] ?? '');
  const answers: (ApiResponse | ApiResponse[])[] = [];
  try {
    for (const part of parseBatch(request, new URL(services.baseUrl).pathname)) {
      const answer =
        part.kind === 'request' ? handle(part.request) : changeSet(part.requests, services, handle);
      answers.push(answer);
      if (!goOn && [answer].flat().some(failed)) break;
    }
  } catch (error) {
    if (error instanceof ODataError) return error.response;
    throw error;
  }
  const composed = composeBatch(randomUUID(), answers);
  return goOn ? { ...composed, status: 200 } : composed;
}

function changeSet(
  requests: readonly ApiRequest[],
  { store }: RowServices,
  handle: (request: ApiRequest) => ApiResponse,
): ApiResponse | ApiResponse[] {
  const answers: ApiResponse[] = [];
  const rows = new Map<string, string>();
  store.transaction(() => {
    for (const request of requests) {
      const answer = handle(withReferences(request, rows));
      answers.push(answer);
      if (failed(answer)) return false;
      const row = /\w+\([0-9a-f-]{36}\)$/.exec(answer.headers['OData-EntityId'] ?? '')?.[0];
      if (request.contentId !== undefined && row !== undefined) rows.set(`$${request.contentId}`, row);
    }
    return true;
  });
  return answers.find(failed) ?? answers;
}

/** Puts rows that earlier requests made in the place of `$1` and the like. */
function withReferences(request: ApiRequest, rows: ReadonlyMap<string, string>): ApiRequest {
  return {
    ...request,
    path: request.path.replace(/^\$\w+/, (name) => rows.get(name) ?? name),
    body: request.body.replace(/"(\$\w+)"/g, (quoted, name) =>
      rows.has(name) ? `"/${rows.get(name)}"` : quoted,
    ),
  };
}

function failed({ status }: ApiResponse): boolean {
  return status >= 400;
}
