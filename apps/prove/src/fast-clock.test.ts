import { describe, expect, it } from '@jest/globals';
import { createFastClock } from './fast-clock.ts';

describe('the fast clock', () => {
  it('is at the end of each sleep at once', async () => {
    const clock = createFastClock(1_000);
    await Promise.all([clock.sleep(60_000), clock.sleep(3_600_000)]);
    expect([clock.now(), clock.monotonic()]).toEqual([3_601_000, 3_600_000]);
  });

  it('lets go of whoever is aborted', async () => {
    const sleeping = createFastClock(0).sleep(1, AbortSignal.abort());
    await expect(sleeping).rejects.toMatchObject({ name: 'AbortError' });
  });
});
