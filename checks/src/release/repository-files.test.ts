import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { find, manifestAt, ROOT, read, workspaces } from '../workspace.ts';

function there(path: string): boolean {
  return existsSync(join(ROOT, path));
}

describe('azure.yaml', () => {
  const file: {
    infra: { path: string; module: string };
    hooks: Record<string, { shell: string; run: string }>;
  } = parse(read('azure.yaml'));

  it('deploys a parameter file that there is, for the template beside it', () => {
    const { path, module } = file.infra;
    expect(read(`${path}/${module}.bicepparam`)).toMatch(/^using 'main.bicep'\n/);
  });

  it.each(Object.entries(file.hooks))('has a script that a shell understands: %s', (_, { shell, run }) => {
    expect(shell).toBe('sh');
    expect(statSync(join(ROOT, run)).mode & 0o111).not.toBe(0);
    expect(spawnSync('sh', ['-n', join(ROOT, run)]).status).toBe(0);
  });

  it('asks before it begins for everything that the parameter file reads', () => {
    const script = read('infra/azd/build-image.sh');
    const required = [...read('infra/azure/main.prod.bicepparam').matchAll(/Variable\('(\w+)'\)/g)];
    const asked = [...script.matchAll(/^: "\$\{(\w+):\?/gm)].map(([, name]) => name);
    // That one is what the script makes.
    const wanted = required.map(([, name]) => name).filter((name) => name !== 'WORKER_IMAGE');
    expect(wanted.filter((name) => !asked.includes(name))).toEqual([]);
    const stopped = spawnSync('sh', [join(ROOT, 'infra/azd/build-image.sh')], { encoding: 'utf8', env: {} });
    expect(stopped.stderr).toContain('azd env set AZURE_LOCATION');
    expect(stopped.status).not.toBe(0);
  });

  it('registers with outputs that the template has', () => {
    const used = [...read('infra/azd/register.sh').matchAll(/\$\{?([a-z]+[A-Z]\w+)/g)].map(
      ([, name]) => name,
    );
    const outputs = [...read('infra/azure/main.bicep').matchAll(/^output (\w+) /gm)].map(([, name]) => name);
    expect(used.length).toBeGreaterThan(4);
    expect(used.filter((name) => !outputs.includes(name))).toEqual([]);
  });
});

describe('renovate.json', () => {
  const renovate: { customManagers: { managerFilePatterns: string[]; matchStrings: string[] }[] } =
    JSON.parse(read('renovate.json'));

  it.each(renovate.customManagers)(
    'finds the versions that it looks for in $managerFilePatterns',
    (manager) => {
      for (const path of manager.managerFilePatterns)
        for (const form of manager.matchStrings) expect(read(path)).toMatch(new RegExp(form));
    },
  );
});

describe('CODEOWNERS', () => {
  it('names folders that there are', () => {
    const folders = [...read('.github/CODEOWNERS').matchAll(/^(\/\S+)/gm)].map(([, path = '']) => path);
    expect(folders.length).toBeGreaterThan(2);
    expect(folders.filter((path) => !there(path))).toEqual([]);
  });
});

describe('forms for issues', () => {
  it.each(find('.github/ISSUE_TEMPLATE/*.yml'))('have what a form needs: %s', (path) => {
    const form: {
      name?: string;
      description?: string;
      body?: { id?: string; type: string }[];
    } = parse(read(path));
    if (path.endsWith('/config.yml')) return expect(form).toHaveProperty('blank_issues_enabled', false);
    expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
    const questions = (form.body ?? []).filter(({ type }) => type !== 'markdown');
    const ids = questions.map(({ id }) => id);
    expect(questions.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
    expect(
      questions.every(({ type }) => ['input', 'textarea', 'dropdown', 'checkboxes'].includes(type)),
    ).toBe(true);
  });
});

describe('the development container', () => {
  it('runs start and test, and forwards the ports of the page', () => {
    const container = read('.devcontainer/devcontainer.json');
    const { forwardPorts }: { forwardPorts: number[] } = JSON.parse(container);
    const page = read('docs/architecture.md').split('## Local ports')[1] ?? '';
    expect(forwardPorts.filter((port) => !page.includes(String(port)))).toEqual([]);
    for (const script of ['start', 'test']) {
      expect(container).toContain(`"npx --yes pnpm@12 ${script}"`);
      expect(manifestAt('package.json').scripts).toHaveProperty(script);
    }
  });
});

describe('changesets', () => {
  it('speak of packages that there are', () => {
    const names = workspaces().map(({ manifest }) => manifest.name);
    const files = find('.changeset/*.md').filter((path) => !path.endsWith('README.md'));
    const named = files.flatMap((path) => [...read(path).matchAll(/^['"](.+)['"]: (major|minor|patch)$/gm)]);
    expect(named.filter(([, name = '']) => !names.includes(name))).toEqual([]);
    expect(JSON.parse(read('.changeset/config.json'))).toMatchObject({ baseBranch: 'main' });
  });
});
