import { describe, expect, it } from '@jest/globals';
import { snapshotOfRow } from './snapshot-of-row.ts';

function aRow(given: object = {}) {
  return {
    statecode: 0,
    emailaddress1: 'a@example.org',
    donotemail: false,
    donotbulkemail: false,
    ...given,
  };
}

describe('a snapshot', () => {
  it.each([
    ['contact', 0, 'active'],
    ['contact', 1, 'inactive'],
    ['account', 0, 'active'],
    ['account', 1, 'inactive'],
    ['lead', 0, 'active'],
    ['lead', 1, 'qualified'],
    ['lead', 2, 'inactive'],
  ] as const)('of a %s with statecode %i is %s', (table, statecode, state) => {
    expect(snapshotOfRow(table, aRow({ statecode }), 'emailaddress1')).toEqual({
      table,
      presence: 'present',
      state,
      email: 'a@example.org',
      doNotEmail: false,
      doNotBulkEmail: false,
    });
  });

  it('takes a flag that was never set for no, and keeps an empty address', () => {
    const row = aRow({ donotemail: null, donotbulkemail: true, emailaddress1: null });
    expect(snapshotOfRow('contact', row, 'emailaddress1')).toMatchObject({
      doNotEmail: false,
      doNotBulkEmail: true,
      email: null,
    });
  });

  it('has the address of the column that is mapped, without the blanks around it', () => {
    const row = aRow({ emailaddress2: ' b@example.org\n' });
    expect(snapshotOfRow('contact', row, 'emailaddress2')).toMatchObject({ email: 'b@example.org' });
  });

  it.each([
    ['contact', { statecode: 2 }],
    ['lead', { statecode: 3 }],
    ['contact', { statecode: null }],
    ['contact', { statecode: '0' }],
    ['contact', { emailaddress1: undefined }],
    ['contact', { donotemail: undefined }],
    ['contact', { donotemail: 'canary' }],
    ['contact', { donotbulkemail: 1 }],
  ] as const)('of a %s with %j is refused rather than guessed', (table, given) => {
    expect(() => snapshotOfRow(table, aRow(given), 'emailaddress1')).toThrow(
      /^Column \w+ of \w+ is not as Dataverse has it$/,
    );
  });
});
