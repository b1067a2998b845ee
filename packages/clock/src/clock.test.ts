import { describe, expect, it } from '@jest/globals';
import { systemClock } from './clock.ts';
import { createManualClock } from './testing/manual-clock.ts';

describe('the clock of the machine', () => {
  it('tells the time of day, and time that only goes forward', () => {
    const [before, earlier] = [Date.now(), systemClock.monotonic()];
    expect(systemClock.now()).toBeGreaterThanOrEqual(before);
    expect(systemClock.monotonic()).toBeGreaterThanOrEqual(earlier);
  });

  it('waits, however little it is asked for', async () => {
    await expect(systemClock.sleep(-5)).resolves.toBeUndefined();
    await expect(systemClock.sleep(1)).resolves.toBeUndefined();
  });

  it('does not fire at once when asked to wait for a month', async () => {
    const giveUp = new AbortController();
    const month = systemClock.sleep(31 * 86_400_000, giveUp.signal);
    await systemClock.sleep(5);
    giveUp.abort();
    await expect(month).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('the clock of tests', () => {
  it('stands still until it is moved', async () => {
    const clock = createManualClock(1_000);
    let awake = false;
    const sleeping = clock.sleep(50).then(() => {
      awake = true;
    });
    await clock.advance(49);
    expect([awake, clock.now(), clock.monotonic(), clock.sleepers]).toEqual([false, 1_049, 49, 1]);
    await clock.advance(1);
    await sleeping;
    expect([awake, clock.sleepers]).toEqual([true, 0]);
  });

  it('stops on its way at whoever sleeps again', async () => {
    const clock = createManualClock();
    const seen: number[] = [];
    async function everyTen(): Promise<void> {
      for (let round = 0; round < 3; round++) {
        await clock.sleep(10);
        seen.push(clock.now());
      }
    }
    const rounds = everyTen();
    await clock.advance(100);
    await rounds;
    expect(seen).toEqual([10, 20, 30]);
  });

  it('lets go of whoever is aborted, with the same error as the machine', async () => {
    for (const clock of [createManualClock(), systemClock]) {
      const late = new AbortController();
      const sleeping = clock.sleep(60_000, late.signal);
      late.abort(new Error('stop'));
      await expect(sleeping).rejects.toMatchObject({ name: 'AbortError', code: 'ABORT_ERR' });
      await expect(clock.sleep(1, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    }
  });
});
