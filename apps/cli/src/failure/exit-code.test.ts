import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { EXIT, EXIT_MEANINGS } from './exit-code.ts';

const PAGE = readFileSync(new URL('../../../../docs/troubleshooting.md', import.meta.url), 'utf8');

/** The rows of the page's table: exit code, and what it means of the command line. */
function rowsOf(page: string): Map<number, string> {
  const rows = page.matchAll(/^\| (\d) \| ([^|]+?) \|/gm);
  return new Map([...rows].map(([, code, meaning = '']) => [Number(code), meaning]));
}

describe('the table of exit codes', () => {
  it.each(Object.entries(EXIT_MEANINGS))('says what the code says: %s', (name, meaning) => {
    const code = Object.entries(EXIT).find(([each]) => each === name)?.[1] ?? Number.NaN;
    expect(rowsOf(PAGE).get(code)?.startsWith(meaning)).toBe(true);
  });

  it('has no other codes', () => {
    expect([...rowsOf(PAGE).keys()].sort()).toEqual(Object.values(EXIT));
  });
});
