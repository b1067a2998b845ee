import { describe, expect, it } from '@jest/globals';
import { lookTime } from './look-times.ts';

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

  it('is the same for all that is done to a contact within a while', () => {
    const times = Array.from({ length: 100 }, (_, n) => lookTime(NOW + n * 1_000, LATEST, 'contact/1').dueAt);
    expect(new Set(times).size).toBeLessThanOrEqual(2);
  });

  it('is another one for another contact', () => {
    const times = Array.from({ length: 1_000 }, (_, n) => lookTime(NOW, LATEST, `contact/${n}`).dueAt);
    expect(new Set(times).size).toBeGreaterThan(900);
  });
});
