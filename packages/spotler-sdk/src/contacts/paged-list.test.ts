import { describe, expect, it } from '@jest/globals';
import { rangeQuery } from './date-range.ts';
import { nextOffset, type Page, readPage } from './paged-list.ts';

const ITEMS = ['a', 'b'];

function aPage(changes: Partial<Page> = {}): Page {
  return { items: ITEMS, shape: 'paged', next: 'https://spotler.example/list?after=7', ...changes };
}

describe('a page', () => {
  it.each([
    [ITEMS, { items: ITEMS, shape: 'bare', next: undefined }],
    [{ contacts: ITEMS }, aPage({ next: undefined })],
    [{ contacts: ITEMS, paging: null }, aPage({ next: undefined })],
    [{ contacts: ITEMS, paging: {} }, aPage({ next: undefined })],
    [{ contacts: ITEMS, paging: { next: null } }, aPage({ next: undefined })],
    [{ contacts: ITEMS, paging: { next: 'link' } }, aPage({ next: 'link' })],
  ])('is %j', (json, page) => {
    expect(readPage(json, 'contacts')).toEqual(page);
  });

  it.each([null, 'a', 7, {}, { bounces: ITEMS }, { contacts: {} }, { contacts: ITEMS, paging: { next: 7 } }])(
    'is not %j',
    (json) => {
      expect(readPage(json, 'contacts')).toBeUndefined();
    },
  );
});

describe('the page after one', () => {
  it.each<[string, Partial<Page>, number, number | undefined]>([
    ['is where the link says', {}, 0, 7],
    ['is where a link without host says', { next: '?after=9' }, 0, 9],
    ['is behind this one when the link goes back', {}, 7, 9],
    ['is behind this one when the link says nothing', { next: 'https://spotler.example/list' }, 5, 7],
    ['is behind this one when the link is none', { next: 'http://[' }, 5, 7],
    ['is behind this one when the link names no whole number', { next: '?after=7.5' }, 5, 7],
    ['is not there without a link', { next: undefined }, 0, undefined],
    ['is not there behind an empty one', { items: [] }, 0, undefined],
    ['is behind a plain array that is full', { shape: 'bare', next: undefined }, 5, 7],
    ['is not there behind a shorter one', { shape: 'bare', items: ['a'] }, 5, undefined],
    ['is not there behind a longer one', { shape: 'bare', items: ['a', 'b', 'c'] }, 5, undefined],
    ['is not there behind an empty plain array', { shape: 'bare', items: [] }, 5, undefined],
  ])('%s', (_title, changes, after, next) => {
    expect(nextOffset(aPage(changes), after, 2)).toBe(next);
  });
});

describe('a span of time', () => {
  it.each([
    ['2024-01-01T00:00Z', '2024-01-01T00:00Z'],
    ['2024-01-01T00:00:00+01:00', '2024-01-01T00:00:00+01:00'],
    ['2024-01-01T00:00:00.123-01:30', '2024-01-01T00:00:00.123-01:30'],
    [new Date(Date.UTC(2024, 0, 2, 3, 4, 5, 678)), '2024-01-02T03:04:05+00:00'],
  ])('from %s to the same is sent as %s', (date, text) => {
    expect(rangeQuery({ from: date, to: date })).toEqual([
      ['fromDate', text],
      ['toDate', text],
    ]);
  });

  it.each([
    '',
    '2024-01-01',
    '2024-01-01T00:00:00',
    '2024-01-01T00:00:00.Z',
    '2024-01-01T00Z',
    '2024-13-01T00:00Z',
    '12024-01-01T00:00Z',
    '+002024-01-01T00:00:00Z',
    '2024-01-01T00:00Z (UTC)',
    '2024-01-01T00:00Z or so',
    '2024-01-01T00:00:00+0100',
    'x2024-01-01T00:00:00Z',
    new Date(Number.NaN),
  ])('is none with %s, which is said', (date) => {
    const now = new Date();
    expect(() => rangeQuery({ from: date, to: now })).toThrow(/^from must be a date, or an ISO 8601 text/);
    expect(() => rangeQuery({ from: now, to: date })).toThrow(/^to must be a date/);
  });
});
