import { describe, expect, it } from '@jest/globals';
import { classifyFailure, classifyReadFailure } from './classify-failure.ts';

function thrown(members: object, message = '') {
  return Object.assign(new Error(message), members);
}

describe('what a failure is', () => {
  it.each([
    [400, 'rejected'],
    [401, 'authentication'],
    [403, 'authentication'],
    [404, 'protocol'],
    [405, 'rejected'],
    [408, 'unavailable'],
    [412, 'rejected'],
    [413, 'rejected'],
    [429, 'unavailable'],
    [500, 'unavailable'],
    [501, 'protocol'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [504, 'unavailable'],
    [302, 'protocol'],
  ])('follows from status %i: %s', (status, kind) => {
    expect(classifyFailure(thrown({ status }), 0)).toMatchObject({ kind, status });
  });

  it.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'CERT_HAS_EXPIRED'])(
    'is unavailable for %s',
    (code) => {
      expect(classifyFailure(thrown({ code }), 0)).toMatchObject({ kind: 'unavailable', code });
    },
  );

  it('is protocol for an answer that is not JSON', () => {
    expect(classifyFailure(new SyntaxError('Unexpected token'), 0)).toMatchObject({ kind: 'protocol' });
    expect(classifyFailure('what is this', 0)).toMatchObject({ kind: 'protocol' });
  });

  it.each([
    new TypeError("Cannot read properties of undefined (reading 'id')"),
    new RangeError('Invalid array length'),
    new ReferenceError('row is not defined'),
  ])('is a bug, and no answer, for %s', (bug) => {
    expect(() => classifyFailure(bug, 0)).toThrow(bug);
    expect(() => classifyReadFailure(bug, 0)).toThrow(bug);
  });

  it('is no bug for what Node was given', () => {
    const error = Object.assign(new TypeError('Invalid character'), { code: 'ERR_INVALID_CHAR' });
    expect(classifyFailure(error, 0)).toMatchObject({ kind: 'protocol' });
  });

  it('keeps how long Dataverse wants to be left alone', () => {
    const error = thrown({ status: 429, code: '0x80072322', headers: { 'retry-after': '17' } });
    expect(classifyFailure(error, 0)).toMatchObject({ code: '0x80072322', retryAfterMs: 17_000 });
  });
});

describe('what a failed read is', () => {
  it.each([400, 405, 413])('follows from status %i: a mistake in the configuration', (status) => {
    const error = thrown({ status, code: '0x80060888' });
    expect(classifyReadFailure(error, 0)).toMatchObject({ kind: 'protocol', status, code: '0x80060888' });
  });

  it.each([401, 403, 404, 429, 503])('is the same as any other failure for status %i', (status) => {
    expect(classifyReadFailure(thrown({ status }), 0)).toEqual(classifyFailure(thrown({ status }), 0));
  });
});
