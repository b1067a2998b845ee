import type { FrontAnswer } from './front-action.ts';

/** The bodies that load balancers, gateways and login pages answer with, by content type. */
const BODIES: readonly (readonly [contentType: string | undefined, body: string])[] = [
  ['text/html; charset=utf-8', '<html><head><title>404 Not Found</title></head><body>nginx</body></html>'],
  ['text/html', '<!DOCTYPE html><html><body>The service is temporarily moved.</body></html>'],
  ['application/json', '{"statusCode":404,"message":"Resource not found"}'],
  ['application/json', '{"error":{"code":"404","message":"The resource could not be found."}}'],
  ['text/plain', 'Not Found'],
  [undefined, ''],
];

/** Statuses of something in front of a system that say nothing about the system itself. */
const STATUSES = [200, 301, 302, 400, 401, 403, 404, 410, 500, 502, 503] as const;

/** Every answer of something in front of a system: each status with each body. */
export const GATEWAY_ANSWERS: readonly FrontAnswer[] = STATUSES.flatMap((status) =>
  BODIES.map(([contentType, body]) => ({
    status,
    headers: headersOf(status, contentType),
    body,
  })),
);

function headersOf(status: number, contentType: string | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  if (contentType !== undefined) headers['content-type'] = contentType;
  if (status === 301 || status === 302) headers['location'] = 'https://login.example.org/';
  return headers;
}
