import type { FrontAnswer } from './front-action.ts';

/** The bodies that load balancers, gateways and login pages answer with. */
const BODIES: readonly Pick<FrontAnswer, 'headers' | 'body'>[] = [
  {
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '<html><head><title>404 Not Found</title></head><body>nginx</body></html>',
  },
  {
    headers: { 'content-type': 'text/html' },
    body: '<!DOCTYPE html><html><body>The service is temporarily moved.</body></html>',
  },
  {
    headers: { 'content-type': 'application/json' },
    body: '{"statusCode":404,"message":"Resource not found"}',
  },
  {
    headers: { 'content-type': 'application/json' },
    body: '{"error":{"code":"404","message":"The resource could not be found."}}',
  },
  { headers: { 'content-type': 'text/plain' }, body: 'Not Found' },
  { headers: {}, body: '' },
];

/** Statuses of something in front of a system that say nothing about the system itself. */
const STATUSES = [200, 301, 302, 400, 401, 403, 404, 410, 500, 502, 503] as const;

/** Headers that some statuses have besides. */
const HEADERS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  301: { location: 'https://login.example.org/' },
  302: { location: 'https://login.example.org/' },
};

/** Every answer of something in front of a system: each status with each body. */
export const GATEWAY_ANSWERS: readonly FrontAnswer[] = STATUSES.flatMap((status) =>
  BODIES.map(({ headers, body }) => ({ status, headers: { ...headers, ...HEADERS[status] }, body })),
);
