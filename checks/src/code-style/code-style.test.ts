import { describe, expect, it } from '@jest/globals';
import { find, read, sourceFiles } from '../workspace.ts';
import { castsIn } from './casts.ts';
import { exportedNames, undocumentedIn } from './undocumented.ts';

const MAX_LINES = 200;
const MAX_MEDIAN_LINES = 50;
const MAX_P90_LINES = 110;

const files = sourceFiles();
const sources = files.filter((file) => !/\.test\.ts$|\/testing\//.test(file));
function linesOf(text: string): number {
  return text.trimEnd().split('\n').length;
}

function isTooLong(text: string): boolean {
  return linesOf(text) > MAX_LINES;
}

function thousandLines(of: readonly string[]): number {
  return of.reduce((sum, file) => sum + linesOf(read(file)), 0) / 1000;
}

/** The number below which this share of the numbers lies. */
function quantile(numbers: readonly number[], share: number): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * share)] ?? 0;
}

/** The parts of a public API that have no docstring, in the files that declare them. */
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
    expect(isTooLong('x;\n'.repeat(MAX_LINES))).toBe(false);
    expect(isTooLong('x;\n'.repeat(MAX_LINES + 1))).toBe(true);
  });
});

describe('half of the files, and nine of ten', () => {
  const lengths = sources.map((file) => linesOf(read(file)));

  it('are read at a glance', () => {
    expect(quantile(lengths, 0.5)).toBeLessThanOrEqual(MAX_MEDIAN_LINES);
    expect(quantile(lengths, 0.9)).toBeLessThanOrEqual(MAX_P90_LINES);
  });

  it('are told from the long ones', () => {
    const some = [200, 10, 20, 40, 30, 60, 50, 80, 70, 100];
    expect([quantile(some, 0.5), quantile(some, 0.9)]).toEqual([60, 200]);
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
  it.each(find('packages/*/src/index.ts'))('of %s is documented, every member too', (index) => {
    expect(exportedNames(index, read(index)).size).toBeGreaterThan(0);
    expect(undocumentedOf(index)).toEqual([]);
  });

  it('would be caught without docstrings', () => {
    const text = [
      'export interface A { a: string; /** How many. */ b: number; c(): void }',
      '/** Does. */ export function d() {}',
      '// Not a docstring.\nexport const e = 1;',
      '/** Is. */ export class F { #own = 1; x = 2; y() {} constructor() {} private z = 3; }',
      'export type G = 1;',
      '/** Has. */ export type H = { a: 1 };',
      'export function inner() {}',
    ].join('\n');
    const names = new Set(['A', 'd', 'e', 'F', 'G', 'H', 'i']);
    expect(undocumentedIn('x.ts', text, names)).toEqual([
      'A',
      'A.a',
      'A.c',
      'e',
      'F.x',
      'F.y',
      'G',
      'H.a',
      'i, elsewhere',
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
