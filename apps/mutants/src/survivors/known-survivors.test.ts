import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { TriedMutant } from '../mutant.ts';
import { aMutant } from '../testing/a-mutant.ts';
import { compareSurvivors, type KnownSurvivor, readKnownSurvivors } from './known-survivors.ts';

const SURVIVOR: TriedMutant = { mutant: aMutant(), fate: 'survived' };

function listed(given: Partial<KnownSurvivor> = {}): KnownSurvivor {
  const { file, kind, original, replacement } = aMutant();
  return { file, kind, original, replacement, reason: 'b is never a', ...given };
}

function readBack(content: unknown) {
  const file = join(mkdtempSync(join(tmpdir(), 'survivors-')), 'list.json');
  writeFileSync(file, JSON.stringify(content));
  return readKnownSurvivors(pathToFileURL(file));
}

describe('the list of survivors', () => {
  it('covers a survivor wherever it stands in its file', () => {
    const moved = { mutant: aMutant({ id: '9', line: 90 }), fate: 'unreached' } as const;
    expect(compareSurvivors([SURVIVOR, moved], [listed()])).toEqual({ unlisted: [], stale: [] });
  });

  it.each<Partial<KnownSurvivor>>([
    { file: 'packages/a/src/b.ts' },
    { kind: 'ConditionalExpression' },
    { original: 'a > c' },
    { replacement: 'a < b' },
  ])('does not cover one that differs in %j', (difference) => {
    expect(compareSurvivors([SURVIVOR], [listed(difference)]).unlisted).toEqual([SURVIVOR]);
  });

  it('is wrong about a mutant that a test notices', () => {
    const killed = { mutant: aMutant(), fate: 'killed' } as const;
    expect(compareSurvivors([killed], [listed()])).toEqual({ unlisted: [], stale: [listed()] });
    expect(compareSurvivors([killed, SURVIVOR], [listed()]).stale).toEqual([]);
  });

  it('is not compared with files that were not tried', () => {
    expect(compareSurvivors([], [listed()]).stale).toEqual([]);
  });

  it('is read with the reason of each entry', () => {
    expect(readBack([listed()])).toEqual([listed()]);
    expect(() => readBack([listed({ reason: ' ' })])).toThrow('No reason is given for packages/a/src/a.ts');
    expect(() => readBack([{ ...listed(), reason: undefined }])).toThrow(TypeError);
  });
});
