import { describe, expect, it } from '@jest/globals';
import { blockName, markerName, monthOf, placeOfBlock, placeOfMarker } from './object-names.ts';

const PLACE = { month: '2026-11', chain: '20261129t000000-0a', first: 12 };
const RECORD = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' };
const BLOCK = 'chains/2026-11/20261129t000000-0a/0000000012.jsonl';
const MARKER = markerName(RECORD, PLACE);

describe('the name of', () => {
  it('a block says where it is, and sorts by its first entry', () => {
    expect(blockName(PLACE)).toBe(BLOCK);
    expect(placeOfBlock(BLOCK)).toEqual(PLACE);
    expect(blockName({ ...PLACE, first: 9 }) < BLOCK).toBe(true);
  });

  it('a marker says the same, behind a hash of its record', () => {
    expect(MARKER).toMatch(/^records\/[0-9a-f]{3}\/[0-9a-f]{32}\.2026-11\.20261129t000000-0a\.0000000012$/);
    expect(MARKER.slice(8, 11)).toBe(MARKER.slice(12, 15));
    expect(placeOfMarker(MARKER)).toEqual(PLACE);
    expect(markerName({ ...RECORD, table: 'lead' }, PLACE)).not.toBe(MARKER);
    expect(markerName({ ...RECORD, id: 'other' }, PLACE)).not.toBe(MARKER);
  });

  it('a month is that of its time in UTC', () => {
    expect(monthOf(Date.UTC(2026, 10, 30, 23, 59, 59, 999))).toBe('2026-11');
    expect(monthOf(Date.UTC(2026, 11, 1))).toBe('2026-12');
  });

  it.each([
    `x${BLOCK}`,
    `${BLOCK}x`,
    BLOCK.replace('2026-11', '2026-1'),
    BLOCK.replace('2026-11', '12026-11'),
    BLOCK.replace('0a', '0A'),
    BLOCK.replace('20261129t000000-0a', ''),
    BLOCK.replace('20261129t000000-0a', 'a'.repeat(81)),
    BLOCK.replace('0000000012', '12'),
    BLOCK.replace('jsonl', 'json'),
    MARKER,
  ])('no block is %s', (name) => {
    expect(placeOfBlock(name)).toBeUndefined();
  });

  it.each([
    `x${MARKER}`,
    `${MARKER}0`,
    MARKER.slice(0, -1),
    MARKER.replace('2026-11', '2026-111'),
    MARKER.replace('20261129t000000-0a', 'A'),
    MARKER.replace(/\/.{3}\//, '/xyz/'),
    MARKER.replace(/[0-9a-f]{32}/, 'g'.repeat(32)),
    BLOCK,
  ])('no marker is %s', (name) => {
    expect(placeOfMarker(name)).toBeUndefined();
  });
});
