import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

const UNPACK = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const;

const utf8 = new TextDecoder();

/** The largest body that is read, before and after unpacking: a small one can unpack to any size. */
export const ANSWER_TOO_LARGE = 'ERR_ANSWER_TOO_LARGE';

/**
 * The text of a body, unpacked as its encoding says. Rejects with an error that has a code: of zlib for a
 * body that is packed wrongly, {@link ANSWER_TOO_LARGE} for more than `maxBytes`.
 */
export async function unpackBody(
  body: Uint8Array,
  encoding: string | undefined,
  maxBytes: number,
): Promise<string> {
  if (body.byteLength > maxBytes) throw coded(ANSWER_TOO_LARGE);
  const name = encoding?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity' || body.byteLength === 0) return textOf(body);
  const unpack = Object.entries(UNPACK).find(([each]) => each === name)?.[1];
  if (unpack === undefined) throw coded('ERR_INVALID_ENCODING');
  try {
    return textOf(await unpack(body, { maxOutputLength: maxBytes }));
  } catch (error) {
    throw codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? coded(ANSWER_TOO_LARGE) : error;
  }
}

/** The code of an error; undefined when it has none. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

function textOf(body: Uint8Array): string {
  return utf8.decode(body);
}

/** An error about the body of an answer. */
export function coded(code: string): Error {
  return Object.assign(new Error('The body of the answer'), { code });
}
