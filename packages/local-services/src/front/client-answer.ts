import type { ServerResponse } from 'node:http';
import type { FrontAnswer } from './front-action.ts';
import type { UpstreamAnswer } from './upstream.ts';

/** Writes an answer of the front itself. */
export function writeAnswer(
  response: ServerResponse,
  { status, headers = {}, body = '' }: FrontAnswer,
): void {
  const length = status === 204 ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...headers, ...length }).end(body);
}

/** Writes the answer of upstream as it is. */
export function writeUpstreamAnswer(
  response: ServerResponse,
  { status, rawHeaders, body }: UpstreamAnswer,
): void {
  response.writeHead(status, headersWithLength(rawHeaders, status, body)).end(body);
}

/**
 * Writes half of upstream's answer and breaks the connection. Without a body that is all but the headers'
 * end.
 */
export function writeHalfAnswer(
  response: ServerResponse,
  { status, rawHeaders, body }: UpstreamAnswer,
): void {
  const half = body.subarray(0, Math.floor(body.length / 2));
  if (half.length === 0) {
    response.socket?.end(`HTTP/1.1 ${status} \r\nContent-Type: `);
    return;
  }
  response.writeHead(status, headersWithLength(rawHeaders, status, body));
  response.write(half, () => response.destroy());
}

function headersWithLength(rawHeaders: readonly string[], status: number, body: Buffer): string[] {
  return status === 204 ? [...rawHeaders] : [...rawHeaders, 'content-length', String(body.length)];
}
