import { describe, expect, it } from '@jest/globals';
import { importsOf } from './import-graph.ts';
import { read, sourceFiles, workspaces } from './workspace.ts';

const SCOPE = '@spotler-connector/';

/** Which package of ours each one may import outside of its tests, as docs/architecture.md says. */
const MAY_IMPORT: Record<string, string[]> = {
  clock: [],
  'anonymization-policy': [],
  'spotler-sdk': [],
  observability: [],
  bundling: [],
  'measured-tables': [],
  reconciler: ['anonymization-policy'],
  dataverse: ['anonymization-policy'],
  configuration: ['anonymization-policy'],
  'service-bus': ['clock', 'configuration', 'dataverse'],
  adapters: ['anonymization-policy', 'configuration', 'dataverse', 'reconciler', 'spotler-sdk'],
  'service-bus-emulator': [],
  'spotler-simulator': ['clock'],
  'dataverse-simulator': ['dataverse'],
  'local-services': [
    'anonymization-policy',
    'clock',
    'dataverse',
    'dataverse-simulator',
    'service-bus-emulator',
    'spotler-simulator',
  ],
};

const files = sourceFiles();
const imports = new Map(files.map((file) => [file, importsOf(file, read(file))]));

function isTest(file: string): boolean {
  return /\.test\.ts$|\/testing\//.test(file);
}

describe('imports', () => {
  it.each(Object.entries(MAY_IMPORT))('of %s keep to what the architecture allows', (name, allowed) => {
    const own = files.filter((file) => file.startsWith(`packages/${name}/`) && !isTest(file));
    const ours = own.flatMap((file) => imports.get(file)?.packages ?? []).filter((p) => p.startsWith(SCOPE));
    expect(own.length).toBeGreaterThan(0);
    expect(allowed.map((allowedName) => SCOPE + allowedName)).toEqual(
      expect.arrayContaining([...new Set(ours)]),
    );
  });

  it('of every package are spoken of', () => {
    const packages = workspaces().filter(({ folder }) => folder.startsWith('packages/'));
    const names = packages.map(({ folder }) => folder.replace('packages/', ''));
    expect(Object.keys(MAY_IMPORT).sort()).toEqual(names.sort());
    const [, table = ''] = /^\| package \|[^\n]*\n(.*?)\n\n/ms.exec(read('docs/architecture.md')) ?? [];
    const told = table.split('\n').flatMap((row) => row.split('|')[1]?.match(/[a-z][a-z-]+/g) ?? []);
    expect(told.sort()).toEqual(names);
  });

  it('never reach the reconciler from got, Service Bus or Dataverse', () => {
    const own = files.filter((file) => file.startsWith('packages/reconciler/') && !file.endsWith('.test.ts'));
    const named = own.flatMap((file) => imports.get(file)?.packages ?? []);
    expect(named.filter((name) => /got|@azure|dynamics/.test(name))).toEqual([]);
  });

  it('never go through the own index.ts', () => {
    const through = files.filter((file) => {
      const index = `${file.split('/').slice(0, 2).join('/')}/src/index.ts`;
      const inside = !file.endsWith('.test.ts');
      return inside && imports.get(file)?.files.includes(index);
    });
    expect(through).toEqual([]);
  });

  it('of the worker and the cli name no simulator and no emulator', () => {
    const production = workspaces().filter(({ folder }) => ['apps/worker', 'apps/cli'].includes(folder));
    const named = production.flatMap(({ manifest }) =>
      Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }),
    );
    expect(named.filter((name) => /simulator|emulator/.test(name))).toEqual([]);
  });

  // The tags of turbo.json reach through packages and know no devDependencies, so they let the emulator pass.
  it('of the emulator are for tests alone in packages/service-bus', () => {
    const serviceBus = workspaces().find(({ folder }) => folder === 'packages/service-bus');
    expect(Object.keys(serviceBus?.manifest.dependencies ?? {})).not.toContain(
      `${SCOPE}service-bus-emulator`,
    );
  });
});
