import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import type { Request } from 'got';
import { readAnswer } from './read-answer.ts';

/** A streamed request of got's, as far as it is used. */
function aRequest() {
  const stream = new PassThrough();
  return { stream, request: stream as unknown as Request };
}

const HEAD = { statusCode: 200, headers: { a: 'b' } };

describe('reading an answer', () => {
  it('gives status, headers and every piece of the body, in order, and lets go of the request', async () => {
    const { stream, request } = aRequest();
    const answer = readAnswer(request, 4);
    stream.emit('response', HEAD);
    stream.write('ab');
    stream.end('cd');
    expect(await answer).toEqual({ status: 200, headers: { a: 'b' }, packed: Buffer.from('abcd') });
    expect(stream.destroyed).toBe(true);
  });

  it('ends with the code of a body that is too large at the first byte too many', async () => {
    const { stream, request } = aRequest();
    const answer = readAnswer(request, 4);
    stream.emit('response', HEAD);
    stream.write('abcd');
    stream.write('e');
    await expect(answer).rejects.toMatchObject({ code: 'ERR_ANSWER_TOO_LARGE' });
    expect(stream.destroyed).toBe(true);
  });

  it('ends with a code of ours when there is a body and never was an answer', async () => {
    const { stream, request } = aRequest();
    const answer = readAnswer(request, 4);
    stream.end('a');
    await expect(answer).rejects.toMatchObject({ code: 'ERR_NO_ANSWER' });
  });

  it('ends with the error of the request, and survives another one after it', async () => {
    const { stream, request } = aRequest();
    const answer = readAnswer(request, 4);
    const broken = new Error('broken');
    stream.emit('error', broken);
    stream.emit('error', new Error('again'));
    await expect(answer).rejects.toBe(broken);
  });
});
