import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { systemClock } from '../clock.ts';
import { pathOf } from '../http/gateway.ts';
import { type AccessKey, checkSasToken, isWithin } from '../protocol/sas-token.ts';
import { Refusal, type RefusalCondition } from '../semantics/refusal.ts';
import { Administration, type AdministrationContext, type AdministrationResponse } from './administration.ts';
import { writeError } from './atom.ts';
import { readResourcePath } from './resource-path.ts';

const MAX_BODY_BYTES = 256 * 1024;
const DEFAULT_TOP = 100;

const STATUS: Partial<Record<RefusalCondition, number>> = {
  'amqp:unauthorized-access': 401,
  'amqp:not-found': 404,
  'com.microsoft:entity-already-exists': 409,
  'amqp:not-implemented': 501,
};

/** Creates what answers the administration client over HTTP. */
export function createAdministrationHandler(context: AdministrationContext): RequestListener {
  const administration = new Administration(context);
  const { accessKeys } = context.broker;
  return (request, response) => {
    void readBody(request)
      .then((body) => {
        refuseWithoutManage(request, accessKeys);
        return answer(administration, request, body);
      })
      .catch(refused)
      .then(({ status, document }) => write(response, status, document));
  };
}

function answer(
  administration: Administration,
  request: IncomingMessage,
  body: string,
): AdministrationResponse {
  const path = pathOf(request.url);
  const resource = readResourcePath(path);
  if (resource === undefined) throw new Refusal('amqp:not-found', 'There is no such resource.');
  const query = new URLSearchParams(request.url?.slice(path.length + 1));
  const scheme = 'encrypted' in request.socket ? 'https' : 'http';
  return administration.answer({
    method: request.method ?? 'GET',
    resource,
    body,
    isUpdate: request.headers['if-match'] !== undefined,
    skip: count(query.get('$skip'), 0),
    top: count(query.get('$top'), DEFAULT_TOP),
    baseUrl: `${scheme}://${request.headers.host ?? 'localhost'}/`,
  });
}

function count(text: string | null, absent: number): number {
  const value = Number(text ?? absent);
  if (Number.isInteger(value) && value >= 0) return value;
  throw new Refusal('com.microsoft:argument-error', '$skip and $top are whole numbers.');
}

/** With access keys, whoever administers must have one that may manage. */
function refuseWithoutManage(request: IncomingMessage, keys: readonly AccessKey[]): void {
  if (keys.length === 0) return;
  const grant = checkSasToken(request.headers.authorization ?? '', keys, systemClock.now());
  if (typeof grant === 'string') throw new Refusal('amqp:unauthorized-access', grant);
  const path = pathOf(request.url).replace(/^\/+/, '').toLowerCase();
  if (!grant.rights.has('manage') || !isWithin(path, grant.path))
    throw new Refusal('amqp:unauthorized-access', 'Manage claims are required for this operation.');
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Refusal('com.microsoft:argument-error', 'The request is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function refused(error: unknown): AdministrationResponse {
  const status = error instanceof Refusal ? (STATUS[error.condition] ?? 400) : 500;
  const detail = error instanceof Refusal ? error.message : 'The service was unable to process the request.';
  return { status, document: writeError(status, detail) };
}

function write(response: ServerResponse, status: number, document: string): void {
  const length = Buffer.byteLength(document);
  response.writeHead(status, {
    'content-type': 'application/atom+xml;type=entry;charset=utf-8',
    'content-length': length,
  });
  response.end(document);
}
