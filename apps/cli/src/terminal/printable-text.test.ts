import { describe, expect, it } from '@jest/globals';
import pc from 'picocolors';
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

  it('leaves our colours, line ends and tabs in a line of ours, and obeys nothing else', () => {
    const { bold, dim, green, red, yellow } = pc.createColors(true);
    const ours = `${bold(dim('a'))}\n\t${green(red(yellow('b')))}`;
    expect(printableLine(ours)).toBe(ours);
    expect(printableLine('\u001b[31mred\u001b[39m \u009b31m \u202e\u007f')).toBe(
      '\u001b[31mred\u001b[39m \\u009b31m \\u202e\\u007f',
    );
  });

  it.each([
    ['clears the screen', '\u001b[2J'],
    ['hides what follows', '\u001b[8m'],
    ['colours the ground', '\u001b[41m'],
    ['names the window', '\u001b]0;title\u0007'],
    ['goes back to the start of the line', 'all is well\r'],
    ['goes back a character', '\b\b'],
    ['rings', '\u0007[31m'],
    ['ends a line of its own', '\u0085'],
    ['begins a command in one character', '\u009d0;title\u009c'],
  ])('does not let a line of ours do what %s', (_title, text) => {
    expect(text).toMatch(/[\p{Cc}]/u);
    expect(printableLine(`before ${text} after`)).not.toMatch(/[\p{Cc}]/u);
  });

  it('leaves JSON what it is', () => {
    const text = '\u0007 \u009b31m \u202e \u2028 Zoë "quoted"';
    const line = printableLine(JSON.stringify({ text }));
    expect(line).not.toMatch(/[\u007f-\u009f\u2028-\u202e]/);
    expect(JSON.parse(line)).toEqual({ text });
  });
});
