import { describe, expect, it } from '@jest/globals';
import { DataverseError, type DataverseFailure } from './dataverse-error.ts';
import { retryDelay } from './retry-delay.ts';

const OPTIONS = { retries: 3, maxRetryDelayMs: 5000 };
function delayOf(failure: Partial<DataverseFailure>, failedTries: number, random = 0.999_999) {
  const error = new DataverseError({ kind: 'unavailable', message: 'Away', ...failure });
  const delay = retryDelay(error, failedTries, OPTIONS, random);
  return delay === null ? null : Math.round(delay);
}

describe('the delay before the next try', () => {
  it.each([
    ['grows', {}, 1, 250],
    ['grows', {}, 2, 500],
    ['grows', {}, 3, 1000],
    ['ends with the last try', {}, 4, null],
    ['is what Dataverse asks for', { status: 429, retryAfterMs: 3000 }, 1, 3000],
    ['is what Dataverse asks for, nothing too', { status: 503, retryAfterMs: 0 }, 1, 0],
    ['is left to the caller when it is too long', { status: 429, retryAfterMs: 5001 }, 1, null],
    ['is nothing after the first refused token', { kind: 'authentication', status: 401 }, 1, 0],
    ['ends with the second refused token', { kind: 'authentication', status: 401 }, 2, null],
    ['is none for a missing privilege', { kind: 'authentication', status: 403 }, 1, null],
    ['is none for refused data', { kind: 'rejected', status: 400 }, 1, null],
    ['is none for an answer without sense', { kind: 'protocol' }, 1, null],
  ] as const)('%s', (_, failure, failedTries, expected) => {
    expect(delayOf(failure, failedTries)).toBe(expected);
  });

  it('is spread between half and all of it', () => {
    expect(delayOf({}, 3, 0)).toBe(500);
  });
});
