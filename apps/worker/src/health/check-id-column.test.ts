import { describe, expect, it } from '@jest/globals';
import { DataverseError } from '@spotler-connector/dataverse';
import { checkIdColumn } from './check-id-column.ts';

function check(externalIdColumn: string | undefined, registered: readonly string[] | undefined) {
  return checkIdColumn({ externalIdColumn, registeredIdColumns: async () => registered });
}

describe('the column of external ids', () => {
  it('agrees with what is registered, and with an environment where nothing is', async () => {
    expect(await check('new_spotlerid', ['new_spotlerid'])).toBe('agrees');
    expect(await check(undefined, [])).toBe('agrees');
    expect(await check(undefined, undefined)).toBe('agrees');
    expect(await check('new_spotlerid', undefined)).toBe('agrees');
  });

  it.each([
    [
      undefined,
      ['new_spotlerid'],
      'is not set, but the steps in Dataverse are registered with new_spotlerid.',
    ],
    ['new_spotlerid', [], 'is new_spotlerid, but the steps in Dataverse are registered with no such column.'],
    ['new_other', ['new_spotlerid'], 'is new_other, but'],
    ['new_a', ['new_a', 'new_b'], 'registered with new_a and new_b.'],
  ])('keeps a worker with %s from starting where %j is registered', async (column, registered, message) => {
    await expect(check(column, registered)).rejects.toThrow(message);
  });

  it('is not known while Dataverse does not answer, or does not show what is registered', async () => {
    const away = new DataverseError({ kind: 'unavailable', message: 'away' });
    for (const error of [away, new DOMException('late', 'TimeoutError')]) {
      const registeredIdColumns = () => Promise.reject(error);
      expect(await checkIdColumn({ externalIdColumn: undefined, registeredIdColumns })).toBe('unknown');
    }
  });

  it('hands on a bug', async () => {
    const registeredIdColumns = () => Promise.reject(new TypeError('oops'));
    await expect(checkIdColumn({ externalIdColumn: undefined, registeredIdColumns })).rejects.toThrow(
      TypeError,
    );
  });
});
