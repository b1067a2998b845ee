import type { IncomingMessage } from 'node:http';

/** A request as it came over the wire. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query exactly as received. */
  readonly target: string;
  readonly host: string;
  readonly authorization: string;
  readonly body: string;
}

/** A hundred contacts with every property filled are far below it. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** Reads a request to its end; undefined when it breaks off or is too large. */
export async function receiveRequest(incoming: IncomingMessage): Promise<ReceivedRequest | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of incoming) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > MAX_BODY_BYTES) return undefined;
      chunks.push(bytes);
    }
  } catch {
    // The client went away in the middle of it: there is nobody to answer.
    return undefined;
  }
  return {
    method: incoming.method ?? '',
    target: incoming.url ?? '',
    host: incoming.headers.host ?? '',
    authorization: incoming.headers.authorization ?? '',
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
