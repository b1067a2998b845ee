import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { undoWindows1252 } from './undo-windows-1252.ts';

function misread(text: string) {
  return new TextDecoder('windows-1252').decode(new TextEncoder().encode(text));
}

describe('undoing Windows-1252', () => {
  it('restores any text that was misread', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(undoWindows1252(misread(text))).toBe(text.toWellFormed());
      }),
    );
  });

  it.each(['Anna', 'é', 'Žofia', '', '5 €', 'Łódź', 'Ł-7', 'ÿ', 'Ā\u00c5'])('leaves %j as it is', (text) => {
    expect(undoWindows1252(text)).toBe(text);
  });
});
