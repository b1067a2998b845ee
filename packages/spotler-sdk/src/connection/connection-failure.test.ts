import { describe, expect, it } from '@jest/globals';
import { type Options, RequestError } from 'got';
import { ConnectionFailure, failureOf } from './connection-failure.ts';

/** An error of got's about a request that got this far, as got builds it. */
function anErrorOfGot(cause: Error, timings?: object): RequestError {
  const request = { _onResponse() {}, timings, options: {} };
  return new RequestError('GET https://anna@example.org', cause, request as unknown as Options);
}

function broken(code: string): Error {
  return Object.assign(new Error('read'), { code });
}

describe('a failure of the network', () => {
  it.each([
    ['ECONNRESET', 'ECONNRESET'],
    ['E2', 'E2'],
    [`E${'X'.repeat(59)}`, `E${'X'.repeat(59)}`],
    [`E${'X'.repeat(60)}`, 'ERR_NO_ANSWER'],
    ['E', 'ERR_NO_ANSWER'],
    ['anna@example.org ECONNRESET', 'ERR_NO_ANSWER'],
    ['ECONNRESET anna@example.org', 'ERR_NO_ANSWER'],
  ])('is reduced to its code, if that looks like one: %s', (code, expected) => {
    const failure = failureOf(anErrorOfGot(broken(code)));
    expect(failure).toBeInstanceOf(ConnectionFailure);
    expect(failure).toMatchObject({ code: expected, mayBeSent: true });
    expect(Object.keys(failure ?? {}).toSorted()).toEqual(['code', 'mayBeSent']);
    expect(String(failure)).toBe('Error: No answer');
  });

  it.each([
    ['may be sent when nothing is known about it', undefined, true],
    ['is not sent without a connection', {}, false],
    ['may be sent when it was connected', { connect: 1 }, true],
    ['may be sent when it was written on a connection that was open', { upload: 1 }, true],
  ])('%s', (_, timings, mayBeSent) => {
    expect(failureOf(anErrorOfGot(broken('ECONNRESET'), timings))).toMatchObject({ mayBeSent });
  });

  it.each(['Z_DATA_ERROR', 'ERR_ANSWER_TOO_LARGE'])('may be a body that is packed wrongly: %s', (code) => {
    const failure = failureOf(broken(code));
    expect(failure).toBeInstanceOf(ConnectionFailure);
    expect(failure).toMatchObject({ code, mayBeSent: true });
  });
});

describe('a bug', () => {
  it.each([TypeError, RangeError, ReferenceError, SyntaxError])('is no failure of the network: %p', (Bug) => {
    const bug = Object.assign(new Bug('ours'), { code: 'ERR_INVALID_ARG_TYPE' });
    expect(failureOf(bug)).toBe(bug);
    expect(failureOf(anErrorOfGot(bug))).toBe(bug);
    expect(failureOf(anErrorOfGot(new Error('wrapped', { cause: new Error('twice', { cause: bug }) })))).toBe(
      bug,
    );
  });

  it.each([broken('ECONNRESET'), broken('NO_ERR_'), new Error('plain'), 'a text', undefined])(
    'may be anything else that is not of got: %p',
    (error) => {
      expect(failureOf(error)).toBe(error);
    },
  );
});
