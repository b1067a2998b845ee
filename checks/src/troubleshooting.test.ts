import { describe, expect, it } from '@jest/globals';
import { read, sourceFiles } from './workspace.ts';

const page = read('docs/troubleshooting.md');
const worker = sourceFiles('apps/worker').filter((file) => !file.endsWith('.test.ts'));

function textsIn(files: readonly string[], form: RegExp): string[] {
  const found = files.flatMap((file) => [...read(file).matchAll(form)].flatMap(([, text]) => text ?? []));
  return [...new Set(found)];
}

/** The names for which the page has no row. */
function withoutRow(names: readonly string[], text = page): string[] {
  const cells = [...text.matchAll(/^\| ([^|]+) \|/gm)].map(([, cell = '']) => cell);
  return names.filter((name) => !cells.some((cell) => cell.includes(`\`${name}\``)));
}

const reasons = textsIn(worker, /deadLetter\(\s*'(\w+)'/g);
const events = textsIn(worker, /\blogger\.(?:warn|error)\('([^']+)'/g);
const kinds = textsIn(
  ['packages/reconciler/src/port-error.ts'],
  /'(authentication|unavailable|protocol|rejected)'/g,
);

describe('the troubleshooting page', () => {
  it('has a row for every dead-letter reason of ours', () => {
    expect(reasons).toEqual(
      expect.arrayContaining([
        'MalformedMessage',
        'SpotlerRejected',
        'DataverseRejected',
        'NotErased',
        'JobFailed',
      ]),
    );
    expect(withoutRow(reasons)).toEqual([]);
  });

  it('has a row for every event at warn and error', () => {
    expect(events.length).toBeGreaterThan(5);
    expect(withoutRow(events)).toEqual([]);
  });

  it('has a row for every reason of not being ready', () => {
    expect(kinds).toHaveLength(4);
    const down = kinds.filter((kind) => kind !== 'rejected');
    const answers = down.flatMap((kind) => [`Dataverse: ${kind}`, `Spotler: ${kind}`]);
    expect(withoutRow([...answers, 'stopping'])).toEqual([]);
  });

  it('would be caught without one', () => {
    const shorter = page.replace(/^\| `NotErased`.*$/m, '');
    expect(withoutRow(reasons, shorter)).toEqual(['NotErased']);
  });
});
