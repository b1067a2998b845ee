import { describe, expect, it } from '@jest/globals';
import { printableLines, printableText } from './printable-text.ts';

describe('printableText', () => {
  it.each([
    ['\u001b[2J', '\\u001b[2J'],
    ['\u009b31m', '\\u009b31m'],
    ['a\u202eb', 'a\\u202eb'],
    ['one\ntwo', 'one\\u000atwo'],
    ['Zoë ‹text› 漢字 👋', 'Zoë ‹text› 漢字 👋'],
  ])('makes of %j %j', (text, printable) => {
    expect(printableText(text)).toBe(printable);
  });

  it('keeps the lines of a longer text', () => {
    expect(printableLines('a\r\n\tb\u0007')).toEqual(['a', '  b\\u0007']);
  });
});
