import { describe, expect, it } from '@jest/globals';
import { createWithheldCredit } from './withheld-credit.ts';

/** Credit under a limit that the test sets. */
function aCredit(max: number) {
  const limit = { current: max, max };
  return { limit, credit: createWithheldCredit(limit) };
}

/** Has so many messages end one after the other; `back` tells which of them gave their credit back. */
function end(credit: ReturnType<typeof aCredit>['credit'], inFlight: readonly number[]) {
  const back: number[] = [];
  for (const [index, count] of inFlight.entries()) {
    void credit.turn(count).then(() => back.push(index));
  }
  return { back: () => new Promise<number[]>((resolve) => setImmediate(() => resolve(back))) };
}

describe('withheld credit', () => {
  it('is that of messages that end while as many are in hand as may be, or more', async () => {
    const { limit, credit } = aCredit(8);
    limit.current = 4;
    const { back } = end(credit, [5, 4, 3]);
    expect(await back()).toEqual([2]);
  });

  it('is given back as far as the limit grows, the oldest before the rest, and once', async () => {
    const { limit, credit } = aCredit(8);
    limit.current = 2;
    const { back } = end(credit, [5, 4, 3]);
    limit.current = 4;
    void credit.turn(9);
    expect(await back()).toEqual([0, 1]);
    void credit.turn(9);
    expect(await back()).toEqual([0, 1]);
  });

  it('is kept when the limit shrinks, and counted from there', async () => {
    const { limit, credit } = aCredit(8);
    limit.current = 4;
    const { back } = end(credit, [6, 6]);
    limit.current = 2;
    void credit.turn(9);
    expect(await back()).toEqual([]);
    limit.current = 3;
    void credit.turn(9);
    expect(await back()).toEqual([0]);
  });

  it('is counted from what was granted last', async () => {
    const { limit, credit } = aCredit(8);
    limit.current = 4;
    expect(credit.grant()).toBe(4);
    const { back } = end(credit, [6]);
    limit.current = 5;
    void credit.turn(9);
    expect(await back()).toEqual([0]);
  });

  it('is all given back when everybody may go', async () => {
    const { limit, credit } = aCredit(8);
    limit.current = 1;
    const { back } = end(credit, [3, 2, 1]);
    credit.releaseAll();
    expect(await back()).toEqual([0, 1, 2]);
  });
});

describe('credit that was granted', () => {
  it.each([
    ['enough while the limit is whole', 8, 8, 8, false],
    ['enough when the limit has shrunk since', 8, 4, 8, false],
    ['enough while the limit has grown a little', 5, 7, 8, false],
    ['enough when the limit is not yet twice as large', 4, 7, 16, false],
    ['too little when the limit is twice as large', 4, 8, 16, true],
    ['too little when the limit is whole again', 5, 8, 8, true],
  ])('is %s', (_title, granted, current, max, isTooLittle) => {
    const { limit, credit } = aCredit(max);
    limit.current = granted;
    credit.grant();
    limit.current = current;
    expect(credit.isTooLittle).toBe(isTooLittle);
  });

  it('is counted from the limit at the beginning until there is a grant', () => {
    const limit = { current: 4, max: 8 };
    const credit = createWithheldCredit(limit);
    expect(credit.isTooLittle).toBe(false);
    limit.current = 8;
    expect(credit.isTooLittle).toBe(true);
  });
});
