import { describe, expect, it } from '@jest/globals';
import { contactKey } from './contact-key.ts';
import { createSuperseded } from './superseded.ts';
import { idOf } from './testing/two-sides.ts';

const ONE = contactKey(idOf(1));
const OTHER = contactKey(idOf(2));
const THIRD = contactKey(idOf(3));

describe('knowledge of several sweeps', () => {
  it('of the same sweep is news each time, and of an older one only where none after it knew', () => {
    const superseded = createSuperseded(2);
    expect([ONE, ONE].map(superseded.isNews)).toEqual([true, true]);
    superseded.goBack();
    expect([ONE, OTHER, OTHER].map(superseded.isNews)).toEqual([false, true, true]);
    superseded.goBack();
    expect([ONE, OTHER, THIRD].map(superseded.isNews)).toEqual([false, false, true]);
  });

  it('is no news where a newer or the same one says that it is gone', () => {
    const superseded = createSuperseded(1);
    superseded.drop(ONE);
    expect([ONE, OTHER].map(superseded.isNews)).toEqual([false, true]);
    superseded.goBack();
    superseded.drop(THIRD);
    expect([ONE, OTHER, THIRD].map(superseded.isNews)).toEqual([false, false, false]);
  });

  it.each([0, 1, 2])('of the oldest is not kept, since nobody comes after it: %i before', (before) => {
    const superseded = createSuperseded(before);
    for (let sweeps = 0; sweeps < before; sweeps++) {
      superseded.isNews(ONE);
      superseded.goBack();
    }
    expect(superseded.isNews(OTHER)).toBe(true);
    superseded.goBack();
    expect([ONE, OTHER].map(superseded.isNews)).toEqual([before === 0, true]);
  });
});
