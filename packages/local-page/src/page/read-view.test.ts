import { describe, expect, it } from '@jest/globals';
import { readWish } from './read-view.ts';

const ID = '0c6f2f1e-6d1c-4c8b-9a55-3a7f0f0d2b11';

describe('the wish of a reader', () => {
  it('is a text to find, and a record', () => {
    const query = new URLSearchParams({ find: 'Person', table: 'lead', id: ID.toUpperCase() });
    expect(readWish(query)).toEqual({ find: 'Person', record: { table: 'lead', id: ID } });
  });

  it.each([
    ['no table of ours', { table: 'user', id: ID }],
    ['no id', { table: 'contact', id: '../../state' }],
    ['nothing', {}],
  ])('has no record with %s', (_, query) => {
    expect(readWish(new URLSearchParams(query)).record).toBeUndefined();
  });
});
