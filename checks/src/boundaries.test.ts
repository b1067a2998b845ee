import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ROOT, workspaces } from './workspace.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** The repository's manifests and boundary tags, with one import written into one package. */
function aRepositoryWhere(folder: string, imports: string): string {
  const root = mkdtempSync(join(tmpdir(), 'boundaries-'));
  folders.push(root);
  for (const file of ['package.json', 'turbo.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml']) {
    cpSync(join(ROOT, file), join(root, file));
  }
  for (const workspace of workspaces()) {
    for (const file of ['package.json', 'turbo.json']) {
      const target = join(root, workspace.folder, file);
      mkdirSync(dirname(target), { recursive: true });
      cpSync(join(ROOT, workspace.folder, file), target);
    }
  }
  mkdirSync(join(root, folder, 'src'), { recursive: true });
  writeFileSync(join(root, folder, 'src/index.ts'), `import '@spotler-connector/${imports}';\n`);
  const manifest = join(root, folder, 'package.json');
  const original = workspaces().find((workspace) => workspace.folder === folder)?.manifest;
  const dependencies = { ...original?.dependencies, [`@spotler-connector/${imports}`]: 'workspace:*' };
  writeFileSync(manifest, JSON.stringify({ ...original, dependencies }));
  return root;
}

function boundaries(root: string) {
  const turbo = join(ROOT, 'checks/node_modules/.bin/turbo');
  return spawnSync(turbo, ['boundaries', '--no-color'], { cwd: root, encoding: 'utf8' });
}

describe('turbo boundaries', () => {
  it('allows what the architecture allows', () => {
    expect(boundaries(aRepositoryWhere('apps/worker', 'reconciler')).status).toBe(0);
  });

  it.each([
    ['apps/worker', 'spotler-simulator'],
    ['apps/cli', 'dataverse-simulator'],
    ['apps/worker', 'local-stack'],
    ['packages/reconciler', 'dataverse'],
    ['packages/anonymization-policy', 'observability'],
    ['packages/dataverse', 'spotler-simulator'],
    ['packages/service-bus', 'reconciler'],
    ['packages/spotler-sdk', 'worker'],
  ])('refuses %s that imports %s', (folder, imports) => {
    const { status, stdout, stderr } = boundaries(aRepositoryWhere(folder, imports));
    expect(stdout + stderr).toContain(imports);
    expect(status).not.toBe(0);
  });
});
