import { describe, expect, it } from '@jest/globals';
import { createTerminal } from './terminal.ts';

function terminalOn(isTTY: boolean, coloursAllowed: boolean) {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) };
  return { terminal: createTerminal({ stdout: stream, stderr: stream }, coloursAllowed), written };
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
    terminal.note('a line');
    expect(written).toEqual(['a line\n']);
  });
});
