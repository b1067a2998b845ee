import { describe, expect, it } from '@jest/globals';
import { createRequestBudget } from './request-budget.ts';
import { aClock } from './testing/a-clock.ts';

function left(requests: string, seconds = '1,200.00') {
  return {
    'x-ms-ratelimit-burst-remaining-xrm-requests': requests,
    'x-ms-ratelimit-time-remaining-xrm-requests': seconds,
  };
}

async function waits(...answers: readonly Record<string, string>[]): Promise<readonly number[]> {
  const clock = aClock();
  const budget = createRequestBudget(clock);
  for (const headers of answers) budget.note(headers);
  await Promise.all([budget.turn(), budget.turn(), budget.turn()]);
  return clock.slept;
}

describe('the budget of requests', () => {
  it('holds nothing back while much is left, or while nobody says', async () => {
    expect(await waits()).toEqual([]);
    expect(await waits(left('5999'))).toEqual([]);
    expect(await waits(left('6,000', '1,200.00'))).toEqual([]);
  });

  it('spreads requests evenly when few are left', async () => {
    expect((await waits(left('599'))).length).toBe(2);
    expect((await waits(left('0')))[0]).toBe(50);
  });

  it('spreads them when little execution time is left', async () => {
    expect((await waits(left('5000', '119.5'))).length).toBe(2);
  });

  it('goes on at full speed when the allowance is back', async () => {
    expect(await waits(left('0'), left('5900'))).toEqual([]);
  });

  it.each(['', 'none', '-1', '1e9', 'NaN'])('takes no note of %j', async (nonsense) => {
    expect(await waits(left(nonsense))).toEqual([]);
    expect((await waits(left('0'), left(nonsense))).length).toBe(2);
  });

  it('gives up with the reason of the signal', async () => {
    const budget = createRequestBudget(aClock());
    budget.note(left('0'));
    await budget.turn();
    await expect(budget.turn(AbortSignal.abort(new Error('stopping')))).rejects.toThrow('stopping');
  });
});
