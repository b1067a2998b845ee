import { describe, expect, it } from '@jest/globals';
import { type LookedAt, lookAfter, lookTime } from './look-times.ts';

const LATEST = 900_000;
const NOW = 1_800_000_000_123;

describe('the time of a second look', () => {
  it('is after the latest effect of what is sent a minute later, and at most half as long after that', () => {
    for (let n = 0; n < 1_000; n++) {
      const { dueAt } = lookTime(NOW + n * 1_777, LATEST, `contact/${n}`);
      expect(dueAt - NOW - n * 1_777).toBeGreaterThanOrEqual(LATEST + 60_000);
      expect(dueAt - NOW - n * 1_777).toBeLessThanOrEqual(LATEST * 1.5 + 60_000);
    }
  });

  it.each([0, 1, 3, 10, 4_000])('is at most half as long after twice a short latest effect: %i', (latest) => {
    for (let n = 0; n < 100; n++) {
      const { dueAt, period } = lookTime(NOW, latest, `contact/${n}`);
      expect(dueAt - NOW).toBeGreaterThanOrEqual(2 * latest);
      expect(dueAt - NOW).toBeLessThanOrEqual(2.5 * latest);
      expect(Number.isSafeInteger(period)).toBe(true);
    }
  });

  it('is the same for all that is done to a contact within a while', () => {
    const times = Array.from({ length: 100 }, (_, n) => lookTime(NOW + n * 1_000, LATEST, 'contact/1').dueAt);
    expect(new Set(times).size).toBeLessThanOrEqual(2);
  });

  it('is another one for another contact', () => {
    const times = Array.from({ length: 1_000 }, (_, n) => lookTime(NOW, LATEST, `contact/${n}`).dueAt);
    expect(new Set(times).size).toBeGreaterThan(900);
  });
});

describe('a second look', () => {
  const CONTACT: LookedAt = { ref: { table: 'contact', id: 'r1' }, externalId: 'S-7' };
  const { id, dueAt } = lookAfter(CONTACT, NOW, LATEST);

  it('is one for all who ask for it at about one time', () => {
    // No period ends within that second.
    expect(lookAfter({ ...CONTACT }, NOW + 1_000, LATEST)).toEqual({ id, dueAt });
    expect(dueAt).toBe(lookTime(NOW, LATEST, 'contact/r1/S-7').dueAt);
    expect(lookAfter({ ...CONTACT, externalId: undefined }, NOW, LATEST).dueAt).toBe(
      lookTime(NOW, LATEST, 'contact/r1/').dueAt,
    );
  });

  it.each([
    [undefined, '2e0b48c8df8aeca6a30b1eeb88e3aac62236b85c1716e774bad21af2aaa08fb0'],
    [1, '1a06e28257e92566fc0c8fb7382030ff340150ff7e4eabc7ba1c0cefd70d51b3'],
  ])('has the id that workers of other versions give it, after an erasure at %p', (erasedAt, hash) => {
    expect(lookAfter({ ...CONTACT, erasedAt }, NOW, LATEST).id).toBe(`second-look-${hash}`);
  });

  it('has an id that Service Bus allows', () => {
    const long = { table: 'contact'.repeat(100), id: 'r1' };
    expect(lookAfter({ ...CONTACT, ref: long }, NOW, LATEST).id).toMatch(/^second-look-[0-9a-f]{64}$/);
  });

  it.each<[string, LookedAt, number]>([
    ['for a record of another table', { ...CONTACT, ref: { table: 'lead', id: 'r1' } }, NOW],
    ['for another record', { ...CONTACT, ref: { table: 'contact', id: 'r2' } }, NOW],
    ['for another contact', { ...CONTACT, externalId: 'S-8' }, NOW],
    ['for the contact that the record has', { ...CONTACT, externalId: undefined }, NOW],
    ['after it was erased', { ...CONTACT, erasedAt: 0 }, NOW],
    ['later', CONTACT, NOW + LATEST],
  ])('is another one %s', (_title, contact, now) => {
    expect(lookAfter(contact, now, LATEST).id).not.toBe(id);
  });

  it('is one for all erasures of a contact at about one time', () => {
    const ids = [1, 2].map((erasedAt) => lookAfter({ ...CONTACT, erasedAt }, NOW, LATEST).id);
    expect(ids[0]).toBe(ids[1]);
  });
});
