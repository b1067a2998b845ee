import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { codeOf, unpackBody } from './unpack-body.ts';

const TEXT = 'é'.repeat(50);
const BYTES = Buffer.from(TEXT);

describe('unpacking a body', () => {
  it.each([
    [undefined, BYTES],
    ['', BYTES],
    ['identity', BYTES],
    ['gzip', gzipSync(BYTES)],
    [' GZIP ', gzipSync(BYTES)],
    ['x-gzip', gzipSync(BYTES)],
    ['deflate', deflateSync(BYTES)],
    ['br', brotliCompressSync(BYTES)],
  ])('reads what is packed as %j', async (encoding, body) => {
    expect(await unpackBody(body, encoding, 100)).toBe(TEXT);
  });

  it.each([undefined, 'gzip', 'zstd'])(
    'reads nothing where there is nothing, packed as %j',
    async (encoding) => {
      expect(await unpackBody(new Uint8Array(), encoding, 100)).toBe('');
    },
  );

  it.each([
    ['a body that is too long', BYTES, undefined, 99, 'ERR_ANSWER_TOO_LARGE'],
    ['a packed body that is too long', gzipSync(BYTES), 'gzip', 10, 'ERR_ANSWER_TOO_LARGE'],
    ['one that unpacks to too much', gzipSync(BYTES), 'gzip', 99, 'ERR_ANSWER_TOO_LARGE'],
    [
      'one that a deflate stream unpacks to too much',
      deflateSync(BYTES),
      'deflate',
      99,
      'ERR_ANSWER_TOO_LARGE',
    ],
    ['one that brotli unpacks to too much', brotliCompressSync(BYTES), 'br', 99, 'ERR_ANSWER_TOO_LARGE'],
    ['one that was packed twice', gzipSync(gzipSync(BYTES)), 'gzip, gzip', 100, 'ERR_INVALID_ENCODING'],
    ['an encoding that nobody asked for', BYTES, 'zstd', 100, 'ERR_INVALID_ENCODING'],
    ['the name of a method of every object', BYTES, 'constructor', 100, 'ERR_INVALID_ENCODING'],
    ['a body that is packed wrongly', BYTES, 'gzip', 100, 'Z_DATA_ERROR'],
    ['a body that is cut off', gzipSync(BYTES).subarray(0, 15), 'gzip', 100, 'Z_BUF_ERROR'],
  ])('rejects %s', async (_title, body, encoding, maxBytes, code) => {
    await expect(unpackBody(body, encoding, maxBytes)).rejects.toMatchObject({ code });
  });

  it('reads no more than it may, and not a byte less', async () => {
    expect(await unpackBody(gzipSync(BYTES), 'gzip', 100)).toHaveLength(50);
  });
});

describe('the code of an error', () => {
  it.each([
    [{ code: 'A' }, 'A'],
    [{ code: 7 }, undefined],
    [{}, undefined],
    [null, undefined],
    [undefined, undefined],
    ['A', undefined],
  ])('of %j is %s', (error, code) => {
    expect(codeOf(error)).toBe(code);
  });
});
