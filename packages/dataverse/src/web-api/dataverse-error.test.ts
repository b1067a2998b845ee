import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { classifyFailure } from './classify-failure.ts';
import { DataverseError } from './dataverse-error.ts';

const CANARY = 'canary@example.org';

/** An error as dynamics-web-api throws it for an answer. */
function thrown(members: object) {
  return Object.assign(new Error(`Row ${CANARY} is wrong`), members);
}

describe('a failure', () => {
  it('says what happened, with status and code', () => {
    const error = new DataverseError({
      kind: 'unavailable',
      message: 'Away',
      status: 503,
      code: '0x80048544',
    });
    expect(error.message).toBe('Away (503, 0x80048544)');
    expect(error).toMatchObject({ kind: 'unavailable', status: 503, code: '0x80048544' });
    expect(error.retryAfterMs).toBeUndefined();
  });

  it.each([
    { status: 400, code: CANARY, innererror: { message: CANARY } },
    { status: 404, headers: { location: `https://x.example/${CANARY}`, authorization: CANARY } },
    { code: CANARY },
    { error: { code: CANARY, message: CANARY }, status: 403 },
    {},
  ])('keeps nothing of what Dataverse quotes in %j', (members) => {
    const error = classifyFailure(thrown(members), 0);
    for (const text of [error.message, error.stack, inspect(error, { depth: 9 }), JSON.stringify(error)]) {
      expect(text).not.toContain('canary');
    }
  });

  it('would show it if the thrown error were passed on', () => {
    expect(inspect(thrown({ status: 400 }))).toContain(CANARY);
  });
});
