import { describe, expect, it } from '@jest/globals';
import { type Clock, systemClock } from './clock.ts';
import { createVirtualClock } from './virtual-clock.ts';

describe('the clock of the machine', () => {
  it('tells the time of day, and time that only goes forward', () => {
    const earlier = systemClock.monotonic();
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000);
    expect(systemClock.monotonic()).toBeGreaterThanOrEqual(earlier);
  });

  it('calls back at a time, unless it is prevented', async () => {
    const called: string[] = [];
    systemClock.callAt(systemClock.now() - 10, () => called.push('past'));
    const cancel = systemClock.callAt(systemClock.now() + 1, () => called.push('cancelled'));
    const never = systemClock.callAt(systemClock.now() + 31 * 86_400_000, () => called.push('in a month'));
    cancel();
    await systemClock.sleep(10);
    never();
    expect(called).toEqual(['past']);
  });
});

describe.each<[string, () => Clock]>([
  ['the clock of the machine', () => systemClock],
  ['a virtual clock', () => createVirtualClock()],
])('%s', (_, create) => {
  it('lets go of whoever sleeps and is aborted', async () => {
    const giveUp = new AbortController();
    const month = create().sleep(31 * 86_400_000, giveUp.signal);
    giveUp.abort(new Error('stop'));
    await expect(month).rejects.toMatchObject({ name: 'AbortError', code: 'ABORT_ERR' });
    await expect(create().sleep(1, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });
});

it('wakes sleepers of a virtual clock in order, and measures how far it was moved', async () => {
  const clock = createVirtualClock(1000);
  const awake: number[] = [];
  for (const duration of [30, 10]) void clock.sleep(duration).then(() => awake.push(clock.now()));
  await clock.advance(20);
  expect([awake, clock.monotonic()]).toEqual([[1010], 20]);
  await clock.advance(20);
  expect(awake).toEqual([1010, 1030]);
});
