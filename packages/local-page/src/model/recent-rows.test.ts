import { describe, expect, it } from '@jest/globals';
import { createBoundedList } from './bounded-list.ts';
import { createRecentRows } from './recent-rows.ts';

describe('recent rows', () => {
  it('show those that changed last, in an order that changes do not touch', () => {
    const rows = createRecentRows<{ rank: number; text: string }>(10);
    for (const rank of [1, 2, 3, 4]) rows.set(`${rank}`, { rank, text: 'new' });
    rows.set('1', { rank: 1, text: 'changed' });
    expect(rows.shown(3).map(({ rank }) => rank)).toEqual([4, 3, 1]);
    expect(rows.get('1')?.text).toBe('changed');
  });

  it('never hold more than they may', () => {
    const rows = createRecentRows<{ rank: number }>(100);
    for (let rank = 0; rank < 1_000; rank += 1) rows.set(`${rank}`, { rank });
    expect(rows.size).toBe(100);
    expect(rows.get('899')).toBeUndefined();
    expect(rows.get('900')).toBeDefined();
  });
});

describe('a bounded list', () => {
  it('keeps the newest, newest first, and counts all', () => {
    const list = createBoundedList<number>(3);
    for (let item = 1; item <= 8; item += 1) list.add(item);
    expect(list.newest()).toEqual([8, 7, 6]);
    expect(list.total).toBe(8);
  });
});
