import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT, read } from '../workspace.ts';
import { installedManifest, installLibrary, packLibraries, run, runFile } from './packed-package.ts';

const LIBRARIES = ['spotler-sdk', 'service-bus-emulator'] as const;
const folder = mkdtempSync(join(tmpdir(), 'packed-'));
const project = join(folder, 'project');
const packed = join(folder, 'packed');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(() => {
  mkdirSync(project);
  mkdirSync(packed);
  const files = packLibraries(LIBRARIES, packed);
  for (const name of LIBRARIES)
    installLibrary(name, files.find((file) => file.includes(name)) ?? name, project);
  writeFileSync(join(project, 'package.json'), '{ "private": true }');
}, 180_000);

const SDK = `
  const client = createSpotlerClient({
    baseUrl: 'http://127.0.0.1:1/integrationservice', consumerKey: 'k', consumerSecret: 's', retry: { attempts: 1 },
  });
  client.contacts.get('id-1').catch((error) => console.log(error.kind));
`;
const EMULATOR = `
  startServiceBusEmulator().then(async (emulator) => {
    emulator.createQueue('orders');
    console.log(emulator.connectionString.startsWith('Endpoint=sb://'));
    await emulator.close();
  });
`;

describe('the packed libraries, in an empty project', () => {
  it.each([
    ['spotler-sdk', 'createSpotlerClient', SDK, 'unavailable\n'],
    ['service-bus-emulator', 'startServiceBusEmulator', EMULATOR, 'true\n'],
  ])('are used as ESM and as CommonJS: %s', (name, entry, text, says) => {
    const from = `@spotler-connector/${name}`;
    const esm = runFile(project, `${name}.mjs`, `import { ${entry} } from '${from}';${text}`);
    expect(esm).toEqual({ status: 0, stdout: says, stderr: '' });
    const cjs = runFile(project, `${name}.cjs`, `const { ${entry} } = require('${from}');${text}`);
    // Node 22 still warns of an experiment.
    expect(cjs).toMatchObject({ status: 0, stdout: says });
  });

  it.each(LIBRARIES)('have types of their own: %s', (name) => {
    const file = `${name}.mts`;
    writeFileSync(
      join(project, file),
      `import * as all from '@spotler-connector/${name}';\nexport default all;\n`,
    );
    const flags = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2024',
      '--lib',
      'es2024,dom',
    ];
    const roots = ['--types', 'node', '--typeRoots', join(ROOT, 'node_modules/@types')];
    const { stdout, status } = run(join(ROOT, 'node_modules/.bin/tsc'), [...flags, ...roots, file], project);
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });

  it.each(LIBRARIES)(
    'come with readme, changelog and licence, and need nothing of this workspace: %s',
    (name) => {
      const installed = join(project, 'node_modules', '@spotler-connector', name);
      for (const file of ['README.md', 'CHANGELOG.md', 'LICENSE', 'dist/index.js', 'dist/index.d.ts'])
        expect([file, existsSync(join(installed, file))]).toEqual([file, true]);
      expect(existsSync(join(installed, 'src'))).toBe(false);
      const { dependencies, version } = installedManifest(project, name);
      expect(
        Object.keys(dependencies ?? {}).filter((each) => each.startsWith('@spotler-connector/')),
      ).toEqual([]);
      expect(read(`packages/${name}/CHANGELOG.md`)).toContain(`\n## ${version}\n`);
    },
  );

  it.each(LIBRARIES)('state their size and their dependencies: %s', (name) => {
    const readme = read(`packages/${name}/README.md`);
    const [, size, count] = /Packed (\d+) kB, with (\w+) direct dependencies/.exec(readme) ?? [];
    const file = join(packed, `spotler-connector-${name}-0.1.0.tgz`);
    const kilobytes = statSync(file).size / 1000;
    // Within a tenth of what is said, so that a page need not change with every line of code.
    expect(Math.abs(kilobytes - Number(size)) / kilobytes).toBeLessThan(0.1);
    const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
    const { dependencies } = installedManifest(project, name);
    expect(words.indexOf(count ?? '')).toBe(Object.keys(dependencies ?? {}).length);
  });

  it('start the emulator as a command', () => {
    const main = join(project, 'node_modules/@spotler-connector/service-bus-emulator/dist/main.js');
    const { stdout, status } = run(process.execPath, [main, '--help'], project);
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('--port') });
  });
});
