import { describe, expect, it } from '@jest/globals';
import { classifyFailure, classifyReadFailure, saysRowDoesNotExist } from './classify-failure.ts';

const ID = '6d81597f-0f9f-e711-8122-000d3aa2331c';
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

describe('whether a row does not exist', () => {
  it.each([
    ['the code says so', { status: 404, code: '0x80040217' }, ''],
    [
      'the code is empty and the message says so',
      { status: 404, code: '' },
      `contact With Id = ${ID} Does Not Exist`,
    ],
    ['the message is in capitals', { status: 404 }, `Contact With Id = ${ID.toUpperCase()} Does Not Exist`],
    [
      'a batch has the code one level deeper',
      { status: 404, error: { code: '0x80040217', message: '' } },
      '',
    ],
  ])('is known when %s', (_, members, message) => {
    expect(saysRowDoesNotExist(thrown(members, message), ID)).toBe(true);
  });

  it.each([
    [
      'the entity set is wrong',
      { status: 404, code: '0x8006088a' },
      "Resource not found for the segment 'contactz'.",
    ],
    [
      'the code speaks of the path',
      { status: 404, code: '0x8006088a' },
      `contact With Id = ${ID} Does Not Exist`,
    ],
    ['a gateway answers', { status: 404 }, 'Not Found'],
    [
      'another row is meant, in spite of the code',
      { status: 404, code: '0x80040217' },
      'contact With Id = 01b5eeb5-455e-ee11-be6f-000d3a1aaa29 Does Not Exist',
    ],
    [
      'another row is meant',
      { status: 404 },
      'contact With Id = 01b5eeb5-455e-ee11-be6f-000d3a1aaa29 Does Not Exist',
    ],
    [
      'the row may not be seen',
      { status: 403, code: '0x80040217' },
      `contact With Id = ${ID} Does Not Exist`,
    ],
    ['there was no answer', { code: 'ECONNRESET' }, ''],
  ])('is not known when %s', (_, members, message) => {
    expect(saysRowDoesNotExist(thrown(members, message), ID)).toBe(false);
  });
});
