import { describe, expect, it } from '@jest/globals';
import { find, read, sourceFiles } from '../workspace.ts';
import { castsIn } from './casts.ts';
import { functionLengths } from './function-lengths.ts';
import { exportedNames, undocumentedIn } from './undocumented.ts';

const LONGEST_FILE = 200;
const LONG_FUNCTION = 50;

const files = sourceFiles();
const sources = files.filter((file) => !/\.test\.ts$|\/testing\//.test(file));
const linesOf = (text: string) => text.trimEnd().split('\n').length;
const isTooLong = (text: string) => linesOf(text) > LONGEST_FILE;
const thousandLines = (of: readonly string[]) =>
  of.reduce((sum, file) => sum + linesOf(read(file)), 0) / 1000;

/** What of a public API has no docstring, in the files that declare it. */
function undocumentedOf(index: string): string[] {
  return [...exportedNames(index, read(index))].flatMap(([file, names]) =>
    undocumentedIn(file, read(file), names).map((name) => `${file}: ${name}`),
  );
}

describe('a file', () => {
  it('has no more lines than one can take in', () => {
    expect(files.filter((file) => isTooLong(read(file)))).toEqual([]);
  });

  it('would be caught with a line too many', () => {
    expect(isTooLong('x;\n'.repeat(LONGEST_FILE))).toBe(false);
    expect(isTooLong('x;\n'.repeat(LONGEST_FILE + 1))).toBe(true);
  });
});

describe('a function', () => {
  it('is rarely longer than a screen', () => {
    const lengths = sources.flatMap((file) => functionLengths(file, read(file)).map(({ lines }) => lines));
    expect(lengths.length).toBeGreaterThan(1000);
    expect(lengths.filter((lines) => lines > LONG_FUNCTION).length / lengths.length).toBeLessThan(0.005);
  });

  it('is measured whatever its form', () => {
    const body = '{\n\n}';
    const text = `function a() ${body}\nconst b = () => ${body};\nclass C { d() ${body} }`;
    expect(functionLengths('x.ts', text).map(({ lines }) => lines)).toEqual([3, 3, 3]);
  });
});

describe('a cast', () => {
  it('is in no source of a package, and rare in tests', () => {
    const casts = sources.flatMap((file) => castsIn(file, read(file)).map((cast) => `${file}: ${cast}`));
    expect(casts).toEqual([]);
    const inTests = files.flatMap((file) => castsIn(file, read(file)));
    expect(inTests.length / thousandLines(files)).toBeLessThan(0.5);
  });

  it('would be found, and const assertions are none', () => {
    expect(castsIn('x.ts', 'a(b as C); const d = <E>f; g = [1] as const;')).toEqual(['b as C', '<E>f']);
  });
});

describe('a public API', () => {
  it.each(find('packages/*/src/index.ts'))('of %s is documented, the members of its options too', (index) => {
    expect(exportedNames(index, read(index)).size).toBeGreaterThan(0);
    expect(undocumentedOf(index)).toEqual([]);
  });

  it('would be caught without docstrings', () => {
    const text = [
      'export interface AOptions { a: string; /** How many. */ b: number; c(): void }',
      '/** Does. */ export function d() {}',
      '// Not a docstring.\nexport const e = 1;',
      'export class F {}',
      'export type G = 1;',
      'export function inner() {}',
    ].join('\n');
    const names = new Set(['AOptions', 'd', 'e', 'F', 'G']);
    expect(undocumentedIn('x.ts', text, names)).toEqual([
      'AOptions',
      'AOptions.a',
      'AOptions.c',
      'e',
      'F',
      'G',
    ]);
  });

  it('is read from what index.ts names', () => {
    const names = exportedNames(
      'p/src/index.ts',
      "export { a, type B } from './a.ts';\nexport type { C } from './c/c.ts';",
    );
    expect([...names]).toEqual([
      ['p/src/a.ts', new Set(['a', 'B'])],
      ['p/src/c/c.ts', new Set(['C'])],
    ]);
  });
});
