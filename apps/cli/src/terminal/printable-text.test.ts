import { describe, expect, it } from '@jest/globals';
import { printableLine, printableLines, printableText } from './printable-text.ts';

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

  it('leaves colours in a line of ours, and obeys nothing else', () => {
    expect(printableLine('\u001b[31mred\u001b[39m \u009b31m \u202e\u007f')).toBe(
      '\u001b[31mred\u001b[39m \\u009b31m \\u202e\\u007f',
    );
  });

  it('leaves JSON what it is', () => {
    const text = '\u0007 \u009b31m \u202e \u2028 Zoë "quoted"';
    const line = printableLine(JSON.stringify({ text }));
    expect(line).not.toMatch(/[\u007f-\u009f\u2028-\u202e]/);
    expect(JSON.parse(line)).toEqual({ text });
  });
});
