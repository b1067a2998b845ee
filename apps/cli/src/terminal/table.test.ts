import { describe, expect, it } from '@jest/globals';
import { tableLines } from './table.ts';

function bracketed(text: string): string {
  return `<${text}>`;
}

const TEXT = 'A person can read this sentence on a narrow terminal.';
const GUID = '0c6f2f1e-6d1c-4c8b-9a55-3a7f0f0d2b11';

describe('tableLines', () => {
  it('aligns columns, numbers at the right, and leaves no blanks at the end', () => {
    const rows = [
      [{ text: '7', right: true }, 'bb', 'c'],
      [{ text: '12', right: true }, 'b', ''],
    ];
    expect(tableLines(rows, { width: 60 })).toEqual([' 7  bb  c', '12  b']);
  });

  it('is as wide as it likes where nobody reads it', () => {
    const [line = ''] = tableLines([['a', TEXT.repeat(9)]], { width: Number.POSITIVE_INFINITY });
    expect(line).toHaveLength(3 + TEXT.length * 9);
  });

  it.each([
    [56, 1],
    [55, 2],
  ])('keeps a row of 56 characters at width %d on %d lines', (width, lines) => {
    expect(tableLines([['a', TEXT]], { width })).toHaveLength(lines);
  });

  it('wraps its widest column at words', () => {
    expect(tableLines([['says', TEXT, 'x']], { width: 40 })).toEqual([
      'says  A person can read this sentence  x',
      '      on a narrow terminal.',
    ]);
  });

  it('folds rows under their header when wrapping is not enough', () => {
    const header = ['NUMBER', 'RECORD', 'REASON'].map((text) => ({ text }));
    const rows = [[{ text: '7', right: true }, GUID, 'MaxDeliveryCountExceeded']];
    expect(tableLines(rows, { width: 60, header })).toEqual([
      'NUMBER  7',
      `RECORD  ${GUID}`,
      'REASON  MaxDeliveryCountExceeded',
      '',
    ]);
  });

  it('folds rows without a header by putting the last cell below', () => {
    const long = `Correct ${'A'.repeat(50)}.`;
    expect(tableLines([['failed', 'configuration', long]], { width: 60 })).toEqual([
      'failed  configuration',
      '   Correct',
      `   ${'A'.repeat(50)}.`,
    ]);
  });

  it('cuts nothing off, however narrow', () => {
    const long = 'x'.repeat(200);
    expect(tableLines([['a', long]], { width: 60 }).join('')).toContain(long);
  });

  it('obeys nothing that a cell says but its line ends, and is as wide as what it shows', () => {
    const said = 'a\u001b[31mb\u009b2J\u202e\u0007\tc';
    const shown = 'a\\u001b[31mb\\u009b2J\\u202e\\u0007  c';
    const rows = [
      [said, { text: 'x', paint: bracketed }],
      [{ text: 'one\nline' }, 'y'],
    ];
    expect(tableLines(rows, { width: 60, header: [{ text: said }] })).toEqual([
      shown,
      `${shown}  <x>`,
      `one${' '.repeat(shown.length - 1)}y`,
      'line',
    ]);
  });

  it('measures before it paints', () => {
    const row = [{ text: 'aa', paint: bracketed }, 'b'];
    expect(tableLines([row], { width: 60 })).toEqual(['<aa>  b']);
  });
});
