import { STATUS_CODES } from 'node:http';
import type { ApiRequest, ApiResponse } from '../api-exchange.ts';
import { badRequest } from '../odata-error.ts';

/** A batch's parts in order: single requests, and change sets that succeed or fail as one. */
export type BatchPart =
  | { readonly kind: 'request'; readonly request: ApiRequest }
  | { readonly kind: 'change-set'; readonly requests: ApiRequest[] };

const MAX_OPERATIONS = 1000;
const CHANGE_SET = /^content-type:\s*multipart\/mixed;\s*boundary="?([^"\s]+)"?/im;

/** @throws {ODataError} 400 for a body that is no batch, or has more than 1000 operations. */
export function parseBatch(request: ApiRequest, apiPath: string): BatchPart[] {
  const boundary = /boundary="?([^";]+)"?/.exec(request.headers['content-type'] ?? '')?.[1];
  if (boundary === undefined)
    throw badRequest('The content type of a batch must be multipart/mixed with a boundary.');
  const parts = split(request.body, boundary).map((part): BatchPart => {
    const inner = CHANGE_SET.exec(headOf(part))?.[1];
    if (inner === undefined) return { kind: 'request', request: parseOperation(part, apiPath) };
    return { kind: 'change-set', requests: split(part, inner).map((each) => parseOperation(each, apiPath)) };
  });
  const operations = parts.reduce(
    (sum, part) => sum + (part.kind === 'request' ? 1 : part.requests.length),
    0,
  );
  if (operations > MAX_OPERATIONS) throw badRequest('The batch has more than 1000 operations.');
  return parts;
}

/** Writes answers as a batch; each inner list is a change set. */
export function composeBatch(
  id: string,
  answers: readonly (ApiResponse | readonly ApiResponse[])[],
): ApiResponse {
  const boundary = `batchresponse_${id}`;
  const parts = answers.map((answer, index) => {
    if (!('length' in answer)) return `--${boundary}\r\n${composePart(answer)}`;
    const inner = `changesetresponse_${id}_${index}`;
    const list = answer.map((each) => `--${inner}\r\n${composePart(each)}`).join('');
    return `--${boundary}\r\nContent-Type: multipart/mixed; boundary=${inner}\r\n\r\n${list}--${inner}--\r\n`;
  });
  const failed = answers.flat().find(({ status }) => status >= 400);
  return {
    status: failed === undefined ? 200 : failed.status,
    headers: { 'Content-Type': `multipart/mixed; boundary=${boundary}` },
    body: `${parts.join('')}--${boundary}--\r\n`,
  };
}

function composePart({ status, headers, body }: ApiResponse): string {
  const lines = [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    '',
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...(body === undefined ? [] : ['Content-Type: application/json; odata.metadata=minimal']),
    'OData-Version: 4.0',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    body === undefined ? '' : JSON.stringify(body),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function split(body: string, boundary: string): string[] {
  return body
    .split(`--${boundary}`)
    .slice(1)
    .filter((part) => !part.startsWith('--') && part.trim() !== '');
}

function headOf(part: string): string {
  return part.trimStart().split(/\r?\n\r?\n/)[0] ?? '';
}

/** The part's own headers, an empty line, then an HTTP request. */
function parseOperation(part: string, apiPath: string): ApiRequest {
  const [own = '', head = '', ...bodies] = part.trimStart().split(/\r?\n\r?\n/);
  const contentId = /^content-id:\s*(\S+)/im.exec(own)?.[1];
  const [requestLine = '', ...headerLines] = head.trimStart().split(/\r?\n/);
  const [, method, target] = /^(\w+) (\S+) HTTP\/1\.1$/.exec(requestLine.trim()) ?? [];
  if (method === undefined || target === undefined) throw badRequest('A batch part is not an HTTP request.');
  const url = new URL(target, `http://localhost${apiPath}`);
  return {
    method,
    path: decodeURIComponent(url.pathname.replace(apiPath, '').replace(/^\//, '')),
    query: new Map(url.searchParams),
    headers: Object.fromEntries(headerLines.flatMap(headerOf)),
    body: bodies.join('\r\n\r\n').trim(),
    contentId,
  };
}

function headerOf(line: string): [string, string][] {
  const [, name, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
  return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value]];
}
