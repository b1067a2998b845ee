import { describe, expect, it } from '@jest/globals';
import { find, read, sourceFiles } from '../workspace.ts';
import { formerNamesInPage, formerNamesInSource } from './find-former-names.ts';
import { FORMER_NAMES } from './former-names.ts';
import { namesIn } from './names-in.ts';

const HERE = 'checks/src/names/';

const sources = sourceFiles().filter((file) => !file.startsWith(HERE));
const pages = [
  ...find('*.md'),
  ...find('{docs,apps,packages,infra}/**/*.md'),
  ...find('infra/**/*.{bicep,bicepparam,json,yaml,kql}'),
].filter((page) => page !== 'docs/upgrade.md');

function inSource(text: string, path = 'apps/worker/src/work/x.ts'): string[] {
  const said = formerNamesInSource(path, namesIn(path, text), FORMER_NAMES);
  return said.map((line) => line.replace(/ \(now:.*\) in /, ': '));
}

describe('the former names', () => {
  it('are in no source', () => {
    expect(sources.length).toBeGreaterThan(800);
    const found = sources.flatMap((path) => {
      const said = formerNamesInSource(path, namesIn(path, read(path)), FORMER_NAMES);
      return said.map((line) => `${path}: ${line}`);
    });
    expect(found).toEqual([]);
  });

  it.each(pages)('are not on %s', (page) => {
    expect(formerNamesInPage(read(page), FORMER_NAMES)).toEqual([]);
  });

  it.each([
    ['const keepLocked = 1;', 'keep locked: keepLocked'],
    ['type LockKeeper = 1;', 'lock keeper: LockKeeper'],
    ['const PATIENCE_MS = 1;', 'patience: PATIENCE_MS'],
    ['const MOST_HELD = 8;', 'most: MOST_HELD'],
    ['class A { #patience = 1; }', 'patience: patience'],
    ['logger.info(x, { side: 1 });', 'side: side'],
    ["logger.warn('side down');", 'side: … side down …'],
    ["const metric = 'spotler_connector.side.up';", 'side: … spotler connector side up …'],
    ['const a = `all sides`;', 'sides: … all sides …'],
    ['// A letter that failed.\nf();', 'letter: … a letter that failed …'],
  ])('would be found in %s', (text, found) => {
    expect(inSource(text)).toEqual([found]);
  });

  it('would be found in a file’s name, and where the file is imported', () => {
    expect(inSource('', 'apps/worker/src/intake/held-messages.test.ts')).toEqual([
      'held messages: held-messages',
      'held: held-messages',
    ]);
  });

  it.each([
    "const a = 'work on them side by side';",
    'const deadLetter = 1; // A dead letter.',
    '// A lesson from the outside.',
    '// Both sides are compared.',
    'const patientless = 1;',
    'const most = 1;',
    "const a = 'dead-letter replay --letter 19,20';",
  ])('are not found in %s', (text) => {
    expect(inSource(text)).toEqual([]);
  });

  it('are words like any other in the folders of something else', () => {
    expect(inSource('const line = told(within.x);', 'apps/cli/src/x.ts')).toEqual(['within: within']);
    expect(inSource('interface Failure { side: 1 }', 'packages/reconciler/src/x.ts')).toEqual([]);
  });

  it('would be found on a page, whatever its case', () => {
    expect(formerNamesInPage('A Side Watch, believed; two deadly letters.', FORMER_NAMES)).toHaveLength(4);
    expect(
      formerNamesInPage('A dead letter; dead letters, dead letters side by side.', FORMER_NAMES),
    ).toEqual([]);
  });
});
