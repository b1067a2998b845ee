import { describe, expect, it } from '@jest/globals';
import { textAt } from './text-at.ts';

const TEXT = 'one\ntwo three\nfour';

describe('a text between two positions', () => {
  it.each([
    [{ line: 1, column: 4 }, { line: 1, column: 9 }, 'three'],
    [{ line: 0, column: 1 }, { line: 0, column: 3 }, 'ne'],
    [{ line: 1, column: 4 }, { line: 2, column: 2 }, 'three\nfo'],
    [{ line: 0, column: 2 }, { line: 2, column: 1 }, 'e\ntwo three\nf'],
    [{ line: 2, column: 4 }, { line: 2, column: 4 }, ''],
  ])('%j to %j is %j', (start, end, text) => {
    expect(textAt(TEXT, { start, end })).toBe(text);
  });
});
