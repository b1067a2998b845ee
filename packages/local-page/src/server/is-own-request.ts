import type { IncomingMessage } from 'node:http';

/** The parts of a request that tell whether it is the page's own. */
export type RequestOrigin = Pick<IncomingMessage, 'method' | 'headers'>;

/**
 * Whether a request comes from the page itself. Another site's page can send requests to this machine too,
 * and a name of its own can lead here: so the address must be this machine's, and the origin of whatever
 * changes something must be the page. Pure.
 */
export function isOwnRequest({ method, headers }: RequestOrigin, port: number): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = headers;
  if (host === undefined || !hosts.includes(host)) return false;
  const site = headers['sec-fetch-site'];
  // A link on another site may lead to the page, and nothing else may.
  const isVisit = method === 'GET' && headers['sec-fetch-mode'] === 'navigate';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isVisit) return false;
  if (origin !== undefined) return origin === `http://${host}`;
  return method === 'GET';
}
