import { describe, expect, it } from '@jest/globals';
import { createTerminal } from './terminal.ts';

function terminalOn(isTTY: boolean, coloursAllowed: boolean, columns?: number) {
  const written: string[] = [];
  const stream = { isTTY, columns, write: (text: string) => written.push(text) };
  return {
    terminal: createTerminal({ stdout: stream, stderr: stream }, { debug: false, coloursAllowed }),
    written,
  };
}

describe('createTerminal', () => {
  it('colours only on a terminal, and not where colours are not wanted', () => {
    expect(terminalOn(true, true).terminal.palette.red('a')).toContain('\u001b[31m');
    expect(terminalOn(true, false).terminal.palette.red('a')).toBe('a');
    expect(terminalOn(false, true).terminal.palette.red('a')).toBe('a');
  });

  it('writes lines above the status line of a terminal', () => {
    const { terminal, written } = terminalOn(true, false);
    terminal.status('50 %');
    terminal.print('a line');
    terminal.status('');
    expect(written).toEqual(['50 %', '\r\u001b[2K', 'a line\n', '50 %', '\r\u001b[2K']);
  });

  it('has no status line elsewhere', () => {
    const { terminal, written } = terminalOn(false, false);
    terminal.status('50 %');
    terminal.log('a line');
    expect(written).toEqual(['a line\n']);
  });

  it.each([
    [true, 100, 100],
    [true, 60, 60],
    [true, 59, 60],
    [true, undefined, 80],
    [false, 100, Number.POSITIVE_INFINITY],
  ])('on a terminal (%s) of %s columns lays out for %d', (isTTY, columns, width) => {
    expect(terminalOn(isTTY, false, columns).terminal.width).toBe(width);
  });

  it('cuts a status line that would wrap, for it could not be taken away', () => {
    const { terminal, written } = terminalOn(true, false, 60);
    terminal.status('x'.repeat(61));
    expect(written).toEqual(['x'.repeat(59)]);
  });
});
