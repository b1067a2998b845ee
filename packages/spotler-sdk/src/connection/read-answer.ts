import type { IncomingHttpHeaders } from 'node:http';
import type { Request, Response } from 'got';
import { ANSWER_TOO_LARGE, coded } from './unpack-body.ts';

/** An answer as it came, still packed. */
export interface PackedAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly packed: Uint8Array;
}

/**
 * Reads the answer of a streamed request: got's promises make an error, with its stack, of each answer that
 * is no success, and "no such contact" is an everyday one. Rejects with got's error, or with the code
 * {@link ANSWER_TOO_LARGE} as soon as the body has more than `maxBytes`.
 */
export function readAnswer(request: Request, maxBytes: number): Promise<PackedAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let response: Response | undefined;
    request.once('response', (begun: Response) => {
      response = begun;
    });
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) request.destroy(coded(ANSWER_TOO_LARGE));
      else chunks.push(chunk);
    });
    request.once('end', () => {
      if (response === undefined) return reject(coded('ERR_NO_ANSWER'));
      const { statusCode: status, headers } = response;
      // Takes its listener off the caller's signal. The socket is free by now, and stays open.
      request.destroy();
      return resolve({ status, headers, packed: Buffer.concat(chunks) });
    });
    request.on('error', reject);
  });
}
