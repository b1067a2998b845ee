import { describe, expect, it } from '@jest/globals';
import { importsOf } from './import-graph.ts';
import { read, sourceFiles, workspaces } from './workspace.ts';

const SCOPE = '@spotler-connector/';

/** The packages of ours that each one may import outside its tests: the table of docs/architecture.md. */
const mayImport = new Map<string, readonly string[]>(
  [...read('docs/architecture.md').matchAll(/^\| `([\w-]+)` \| [^|]+ \| ?([^|\n]*)\|$/gm)].map(
    ([, name = '', allowed = '']) => [name, allowed.match(/[\w-]+/g) ?? []],
  ),
);

const files = sourceFiles();
const imports = new Map(files.map((file) => [file, importsOf(file, read(file))]));

function isTest(file: string): boolean {
  return /\.test\.ts$|\/testing\//.test(file);
}

describe('imports', () => {
  it.each([...mayImport])('of %s are those that the architecture names', (name, allowed) => {
    const own = files.filter((file) => file.startsWith(`packages/${name}/`) && !isTest(file));
    const ours = own.flatMap((file) => imports.get(file)?.packages ?? []).filter((p) => p.startsWith(SCOPE));
    const named = new Set(ours.map((specifier) => specifier.slice(SCOPE.length).split('/')[0]));
    expect(own.length).toBeGreaterThan(0);
    expect([...named].sort()).toEqual(allowed.toSorted());
  });

  it('of every package are named', () => {
    const packages = workspaces().filter(({ folder }) => folder.startsWith('packages/'));
    const names = packages.map(({ folder }) => folder.replace('packages/', ''));
    expect([...mayImport.keys()].sort()).toEqual(names.sort());
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
