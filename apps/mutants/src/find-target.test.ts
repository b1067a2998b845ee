import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { findTarget } from './find-target.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

describe('a target', () => {
  it('is a package with all of its sources and tests', () => {
    const target = findTarget(ROOT, 'brake');
    expect(target?.sources).toContain('packages/brake/src/create-brake.ts');
    expect(target?.sources.filter((file) => /\.test\.ts|index\.ts|\/testing\//.test(file))).toEqual([]);
    expect(target?.tests).toContain('packages/brake/src/create-brake.test.ts');
  });

  it('is an app too', () => {
    expect(findTarget(ROOT, 'apps/mutants')?.sources).toContain('apps/mutants/src/find-target.ts');
  });

  it('is a folder of a package, with the tests of all of it', () => {
    const target = findTarget(ROOT, 'dataverse/src/change-message/');
    expect(target?.sources.every((file) => file.startsWith('packages/dataverse/src/change-message/'))).toBe(
      true,
    );
    expect(target?.tests).toContain('packages/dataverse/src/values/guid.test.ts');
  });

  it('is one file', () => {
    const file = 'packages/brake/src/create-brake.ts';
    expect(findTarget(ROOT, 'brake/src/create-brake.ts')?.sources).toEqual([file]);
    expect(findTarget(ROOT, file)?.sources).toEqual([file]);
  });

  it.each(['', 'nothing', 'brake/src/nothing', 'brake/src/nothing.ts', '../brake'])('is not %j', (name) => {
    expect(findTarget(ROOT, name)).toBeUndefined();
  });
});
