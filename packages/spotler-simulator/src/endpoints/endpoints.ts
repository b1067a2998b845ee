import { TrieRouter } from 'hono/router/trie-router';

/** The endpoints of the simulated API, as templates relative to the base path. */
export const ENDPOINTS = [
  'GET /contact/properties/list',
  'GET /contact/search',
  'GET /contact/updates/list',
  'GET /contact/bounces/list',
  'GET /contact/{externalId}',
  'POST /contact',
  'POST /contact/list',
  'PUT /contact/anonymize/{externalId}',
  'PUT /contact/{externalId}',
] as const;

/** One of the simulated endpoints. */
export type EndpointTemplate = (typeof ENDPOINTS)[number];

/** A path that is one of the API's. */
export interface EndpointMatch {
  readonly endpoint: EndpointTemplate;
  /** Decoded from the path; undefined when it has none. */
  readonly externalId: string | undefined;
}

const router = new TrieRouter<EndpointTemplate>();
for (const endpoint of ENDPOINTS) {
  const [method = '', path = ''] = endpoint.split(' ');
  router.add(method, path.replace('{externalId}', ':externalId'), endpoint);
}

/**
 * Finds the endpoint of a path (relative to the base path, still encoded); the first template that fits wins.
 * Clients in production send one slash at the end.
 */
export function matchEndpoint(method: string, path: string): EndpointMatch | undefined {
  const [first] = router.match(method, path.replace(/(?<=[^/])\/$/, ''))[0];
  if (first === undefined) return undefined;
  const [endpoint, parameters] = first;
  return { endpoint, externalId: decodeSegment(parameters['externalId']) };
}

function decodeSegment(segment: string | number | undefined): string | undefined {
  if (typeof segment !== 'string') return undefined;
  try {
    return decodeURIComponent(segment);
  } catch {
    // A percent sign that encodes nothing: then it stands for itself.
    return segment;
  }
}
