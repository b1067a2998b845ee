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

/** Finds the endpoint of a path (relative to the base path, still encoded); the first template that fits wins. */
export function matchEndpoint(
  method: string,
  path: string,
): { readonly endpoint: EndpointTemplate; readonly externalId: string | undefined } | undefined {
  for (const endpoint of ENDPOINTS) {
    const pattern = endpoint.replace('{externalId}', '([^/]+)');
    const match = new RegExp(`^${pattern}/?$`).exec(`${method} ${path}`);
    if (match !== null) return { endpoint, externalId: decodeSegment(match[1]) };
  }
  return undefined;
}

function decodeSegment(segment: string | undefined): string | undefined {
  try {
    return segment === undefined ? undefined : decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
