import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { bundleApp } from './bundle-app.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function aFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'bundling-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const AN_APP = {
  'package.json':
    '{ "name": "an-app", "version": "3.2.1", "license": "MIT", "bin": { "greet": "src/main.ts" }, "dependencies": { "greeter": "1" } }',
  'src/main.ts': `
    import { readFileSync } from 'node:fs';
    import { greeting } from 'greeter';
    const FILE = new URL('../config/person.json', import.meta.url);
    const name: string = JSON.parse(readFileSync(FILE, 'utf8')).name;
    process.stdout.write(greeting(name));
  `,
  'config/person.json': '{ "name": "Invented" }',
  'node_modules/greeter/package.json': '{ "name": "greeter", "version": "1.2.3", "license": "ISC" }',
  'node_modules/greeter/index.js':
    "const { EOL } = require('os');\nexports.greeting = (name) => 'Hello ' + name + EOL;",
  'node_modules/greeter/LICENSE': 'You may greet.\n',
};

/** Bundles an app and moves the bundle to where nothing else of it is. */
async function bundledAlone(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = aFolder(files);
  await bundleApp({ folder });
  const alone = aFolder();
  cpSync(join(folder, 'dist'), alone, { recursive: true });
  rmSync(folder, { recursive: true });
  folders.splice(folders.indexOf(folder), 1);
  return alone;
}

function run(folder: string) {
  return spawnSync(process.execPath, [join(folder, 'main.mjs')], { encoding: 'utf8', env: {} });
}

describe('a bundled app', () => {
  it('runs alone, with its data files and with packages that are not ESM', async () => {
    const { stdout, stderr } = run(await bundledAlone(AN_APP));
    expect({ stdout, stderr }).toEqual({ stdout: 'Hello Invented\n', stderr: '' });
  });

  it('reads the copy of a data file that is in the bundle, and no other', async () => {
    const alone = await bundledAlone(AN_APP);
    const [file = ''] = readdirSync(join(alone, 'assets'));
    writeFileSync(join(alone, 'assets', file), '{ "name": "Changed" }');
    expect(run(alone).stdout).toBe('Hello Changed\n');
    rmSync(join(alone, 'assets', file));
    expect(run(alone).stderr).toContain('ENOENT');
  });

  it('names the packages in it, with their licences', async () => {
    const alone = await bundledAlone(AN_APP);
    const notices = readFileSync(join(alone, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    expect(notices).toBe('greeter 1.2.3 (ISC)\n\nYou may greet.\n');
  });

  it('has a manifest that needs nothing, and a bill of materials of what is in it', async () => {
    const alone = await bundledAlone(AN_APP);
    const manifest = JSON.parse(readFileSync(join(alone, 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({ name: 'an-app', version: '3.2.1', bin: { greet: 'main.mjs' } });
    expect(manifest).not.toHaveProperty('dependencies');
    expect(JSON.parse(readFileSync(join(alone, 'sbom.cdx.json'), 'utf8'))).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: { component: { name: 'an-app', version: '3.2.1' } },
      components: [
        { name: 'greeter', purl: 'pkg:npm/greeter@1.2.3', licenses: [{ license: { id: 'ISC' } }] },
      ],
    });
  });

  it.each(['GPL-3.0-only', 'UNLICENSED', 'MIT AND GPL-3.0-only'])(
    'is not made with a package under %s',
    async (licence) => {
      const path = 'node_modules/greeter/package.json';
      const folder = aFolder({ ...AN_APP, [path]: AN_APP[path].replace('ISC', licence) });
      await expect(bundleApp({ folder })).rejects.toThrow(`greeter 1.2.3 (${licence})`);
    },
  );

  it('takes a licence from the README where it has no file of its own', async () => {
    const { 'node_modules/greeter/LICENSE': text, ...rest } = AN_APP;
    const readme = `# greeter\n\nGreets.\n\n## License\n\n${text}`;
    const alone = await bundledAlone({ ...rest, 'node_modules/greeter/README.md': readme });
    const notices = readFileSync(join(alone, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    expect(notices).toBe('greeter 1.2.3 (ISC)\n\n## License\n\nYou may greet.\n');
  });

  it('says in a stack trace where in the source it was', async () => {
    const broken = { ...AN_APP, 'src/main.ts': 'const name = "x";\n\nthrow new Error(name);\n' };
    const alone = await bundledAlone(broken);
    const { stderr } = spawnSync(process.execPath, ['--enable-source-maps', join(alone, 'main.mjs')], {
      encoding: 'utf8',
      env: {},
    });
    expect(stderr).toContain('src/main.ts:3:');
  });

  it('is not made when something that it imports is missing', async () => {
    const { 'node_modules/greeter/package.json': _, 'node_modules/greeter/index.js': __, ...rest } = AN_APP;
    const folder = aFolder(rest);
    await expect(bundleApp({ folder })).rejects.toThrow('greeter');
  });
});
