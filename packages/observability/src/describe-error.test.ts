import { describe, expect, it } from '@jest/globals';
import { describeError } from './describe-error.ts';

describe('describeError', () => {
  it('prints what our errors say about themselves, but not their message', () => {
    const error = Object.assign(new Error('Spotler refuses someone@example.org'), {
      name: 'SpotlerError',
      kind: 'rejected',
      status: 400,
      errorType: 'INVALID_PROPERTY',
      property: 'email',
      endpoint: 'PUT /contact/{externalId}',
      retryAfterMs: 1000,
    });
    expect(describeError(error)).toEqual({
      name: 'SpotlerError',
      kind: 'rejected',
      status: 400,
      errorType: 'INVALID_PROPERTY',
      property: 'email',
      endpoint: 'PUT /contact/{externalId}',
      retryAfterMs: 1000,
      stack: expect.any(Array),
    });
  });

  it('finds the failure that an error of a port carries', () => {
    const failure = { kind: 'unavailable', status: 503, code: 'BUSY', property: 'email' };
    expect(describeError({ name: 'PortError', failure })).toEqual({ name: 'PortError', ...failure });
  });

  it('finds the status of an HTTP client error', () => {
    expect(describeError({ name: 'HTTPError', response: { statusCode: 404, body: 'x' } })).toEqual({
      name: 'HTTPError',
      status: 404,
    });
  });

  it('prefers what the error says itself', () => {
    expect(describeError({ name: 'E', status: 400, statusCode: 500 })).toEqual({ name: 'E', status: 400 });
  });

  it('says where in our code it came from', () => {
    expect(describeError(new TypeError('x'))).toMatchObject({
      name: 'TypeError',
      stack: expect.arrayContaining([
        expect.stringMatching(/^packages\/observability describe-error\.test\.ts:\d+( [\w.]+)?$/),
      ]),
    });
  });

  it('goes down to causes and gathered errors, five deep and five wide', () => {
    const chain = (depth: number): unknown =>
      depth > 20 ? undefined : { name: 'E', status: 100 + depth, cause: chain(depth + 1) };
    const text = JSON.stringify(describeError(chain(1)));
    expect(text).toContain('105');
    expect(text).not.toContain('106');
    expect(describeError({ name: 'AggregateError', errors: Array(9).fill({ name: 'E' }) })).toEqual({
      name: 'AggregateError',
      errors: Array(5).fill({ name: 'E' }),
    });
  });

  it.each([undefined, null, 'someone@example.org', 12, Symbol('x'), () => 1, [], { name: 'not a name' }])(
    'takes anything that can be thrown: %p',
    (thrown) => {
      expect(describeError(thrown)['name']).toBe('Error');
    },
  );
});
