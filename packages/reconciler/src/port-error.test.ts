import { expect, it } from '@jest/globals';
import { type Failure, PortError } from './port-error.ts';

it.each<[Failure, string]>([
  [{ side: 'source', kind: 'unavailable' }, 'source unavailable'],
  [{ side: 'target', kind: 'protocol', status: 404 }, 'target protocol (404)'],
  [{ side: 'state', kind: 'rejected', code: 'Odd' }, 'state rejected (Odd)'],
  [
    { side: 'target', kind: 'rejected', status: 400, code: 'INVALID', property: 'city', retryAfterMs: 5 },
    'target rejected (400, INVALID, city)',
  ],
])('the failure %j is said as %j', (failure, message) => {
  const cause = new Error('why');
  const error = new PortError(failure, { cause });
  expect(error).toMatchObject({ name: 'PortError', message, failure, cause });
});
