import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { find, ROOT, read, sourceFiles, workspaces } from './workspace.ts';

const EVERY_SCRIPT = ['test', 'typecheck'];
const VAGUE = /\/(utils?|helpers?|common|functions|types|managers?)(\.tsx?|\/)/;

describe.each(workspaces().map((workspace) => [workspace.folder, workspace] as const))(
  '%s',
  (folder, { manifest }) => {
    it('is named for its folder, private, MIT, ESM and says what it is', () => {
      expect(manifest).toMatchObject({
        name: `@spotler-connector/${folder.split('/').at(-1)}`,
        private: true,
        license: 'MIT',
        type: 'module',
        description: expect.stringMatching(/.{20}/),
      });
    });

    it('has the scripts that every package has', () => {
      expect(Object.keys(manifest.scripts ?? {})).toEqual(expect.arrayContaining(EVERY_SCRIPT));
    });

    it('takes every version from the catalog or the workspace', () => {
      const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
      expect(versions.filter((version) => version !== 'catalog:' && version !== 'workspace:*')).toEqual([]);
    });

    it('has tests, a boundary tag and the one TypeScript configuration', () => {
      expect(sourceFiles(folder).filter((file) => file.endsWith('.test.ts'))).not.toEqual([]);
      expect(read(`${folder}/turbo.json`)).toContain('"tags"');
      expect(read(`${folder}/tsconfig.json`)).toContain('../tsconfig.json');
    });

    it('exports its TypeScript source when it is a library', () => {
      if (!folder.startsWith('packages/')) return;
      expect(manifest.exports?.['.']).toBe('./src/index.ts');
      expect(existsSync(join(ROOT, folder, 'src/index.ts'))).toBe(true);
    });
  },
);

describe('source files', () => {
  const files = sourceFiles();

  it('are named for what they are about', () => {
    expect(files.filter((file) => VAGUE.test(file))).toEqual([]);
    expect(files.filter((file) => !/\/[a-z0-9-]+(\.test|\.d)?\.tsx?$/.test(file))).toEqual([]);
  });

  it('read the environment in one place only', () => {
    const readers = files.filter(
      (file) => !file.endsWith('.test.ts') && /process\.env|\benv\b.*node:process/.test(read(file)),
    );
    expect(readers.filter((file) => !file.startsWith('packages/configuration/'))).toEqual([]);
    expect(readers).toHaveLength(1);
  });

  it('suppress no checks', () => {
    const suppressions = /@ts-(ignore|nocheck|expect-error)|biome-ignore|eslint-disable/;
    const here = 'checks/src/package-conventions.test.ts';
    expect(files.filter((file) => file !== here && suppressions.test(read(file)))).toEqual([]);
  });

  it('name no machine, no registry and no absolute path', () => {
    const places = /registry\.npmjs|(?<![\w.])\/(work|root|home)\//;
    const texts = [...files, ...find('**/*.{md,json,yaml,yml}')].filter(
      (file) => file !== 'checks/src/package-conventions.test.ts' && file !== 'pnpm-lock.yaml',
    );
    expect(texts.filter((file) => places.test(read(file)))).toEqual([]);
  });
});
