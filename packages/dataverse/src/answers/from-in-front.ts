import type { DataverseErrorKind } from '../web-api/dataverse-error.ts';
import type { DataverseAnswer } from './dataverse-answer.ts';

const HTML = { 'Content-Type': 'text/html' };
const JSON_TYPE = { 'Content-Type': 'application/json' };
const GATEWAYS = 'gateways, proxies and load balancers answer in forms of their own';

/** Answers of what stands in front of Dataverse, or of an environment that is away. */
export const FROM_IN_FRONT: readonly DataverseAnswer[] = [
  page('a page that is not found', 404, '<html><body><h1>404 Not Found</h1></body></html>', 'protocol'),
  page(
    'a page that quotes the path',
    404,
    '<html>/api/data/v9.2/{entitySet}({id}) Does Not Exist</html>',
    'protocol',
  ),
  page(
    'a page that quotes Dataverse',
    404,
    "<pre>Entity '{table}' With Id = {id} Does Not Exist</pre>",
    'protocol',
  ),
  page('nothing at all', 404, '', 'protocol'),
  page('a sign-in page', 200, '<html><title>Sign in to your account</title></html>', 'protocol'),
  page('a redirection', 302, '<html>Object moved</html>', 'protocol', {
    ...HTML,
    Location: 'https://login.example/',
  }),
  page('a firewall', 403, '<html>Request blocked</html>', 'authentication'),
  page('maintenance', 503, '<html>The environment is being updated</html>', 'unavailable'),
  page('a gateway without a server', 502, '<html>Bad Gateway</html>', 'unavailable'),
  page('plain text', 404, '{table} With Id = {id} Does Not Exist', 'protocol', {
    'Content-Type': 'text/plain',
  }),
  json('the JSON of an API gateway', 404, { statusCode: 404, message: 'Resource not found' }, 'protocol'),
  json(
    'the JSON of an API gateway that quotes Dataverse',
    404,
    { statusCode: 404, message: "Entity '{table}' With Id = {id} Does Not Exist" },
    'protocol',
  ),
  json(
    'an error with a code of its own',
    404,
    { error: { code: 'NotFound', message: "Entity '{table}' With Id = {id} Does Not Exist" } },
    'protocol',
  ),
  json(
    'an error without a code',
    404,
    { error: { message: "Entity '{table}' With Id = {id} Does Not Exist" } },
    'protocol',
  ),
  json(
    'an error that quotes the path',
    404,
    { error: { code: '', message: 'GET /api/data/v9.2/{entitySet}({id})' } },
    'protocol',
  ),
  json('a problem as of RFC 9457', 404, { type: 'about:blank', title: 'Not Found', status: 404 }, 'protocol'),
  json('an empty object', 404, {}, 'protocol'),
  json('gone', 410, { error: { code: '', message: '{table} With Id = {id} Does Not Exist' } }, 'protocol'),
  json('another row instead', 200, { '{table}id': '{other}', '@odata.etag': 'W/"1"' }, 'protocol'),
];

function page(
  name: string,
  status: number,
  body: string,
  means: DataverseErrorKind,
  headers: Readonly<Record<string, string>> = HTML,
): DataverseAnswer {
  return { name, source: GATEWAYS, status, headers, body, means };
}

function json(name: string, status: number, body: unknown, means: DataverseErrorKind): DataverseAnswer {
  return { name, source: GATEWAYS, status, headers: JSON_TYPE, body, means };
}
