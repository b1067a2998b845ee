import { describe, expect, it } from '@jest/globals';
import { claimedVersion } from './claimed-version.ts';

const ORDERED = '2026-11-27T12:00:10Z';
const ETAG = 'W/"7"';

describe('the version that a job claims', () => {
  it.each([
    ['a record that was changed before the order', '2026-11-27T12:00:09Z', ETAG],
    ['a record that was changed in the same second', '2026-11-27T12:00:10.000Z', ETAG],
    ['the same with fractions of a second', '2026-11-27T12:00:10.900Z', ETAG],
    ['a record that was changed after the order', '2026-11-27T12:00:11Z', null],
    ['a record whose time is not known', null, ETAG],
  ])('of %s', (_title, modifiedOn, expected) => {
    const job = { recordVersion: null, createdOn: ORDERED };
    expect(claimedVersion(job, { version: ETAG, modifiedOn, wanted: true })).toBe(expected);
  });

  it('is that of the record when the time of the order is not known', () => {
    const job = { recordVersion: null, createdOn: null };
    expect(claimedVersion(job, { version: ETAG, modifiedOn: ORDERED, wanted: true })).toBe(ETAG);
  });

  it('is that of a record that was deactivated after the order: nobody wants the contact back', () => {
    const job = { recordVersion: null, createdOn: ORDERED };
    const deactivated = { version: ETAG, modifiedOn: '2026-11-27T12:00:11Z', wanted: false };
    expect(claimedVersion(job, deactivated)).toBe(ETAG);
  });

  it('is none for a deleted record, whatever stands in the job', () => {
    const deleted = { version: null, modifiedOn: null, wanted: false };
    expect(claimedVersion({ recordVersion: null, createdOn: ORDERED }, deleted)).toBeNull();
    expect(claimedVersion({ recordVersion: ETAG, createdOn: ORDERED }, deleted)).toBeNull();
  });

  it.each([
    ['the version of the record', ETAG, '2026-11-27T12:00:09Z', null],
    ['another version', 'W/"5"', '2026-11-27T12:00:09Z', ETAG],
    ['another version, the record changed in the second of the order', 'W/"5"', ORDERED, ETAG],
    ['another version, the record changed after the order', 'W/"5"', '2026-11-27T12:00:11Z', null],
  ])('of a job in which stands %s', (_title, recordVersion, modifiedOn, expected) => {
    expect(
      claimedVersion({ recordVersion, createdOn: ORDERED }, { version: ETAG, modifiedOn, wanted: true }),
    ).toBe(expected);
  });
});
