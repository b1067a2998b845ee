import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publint } from 'publint';

const execute = promisify(execFile);
const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const TSC = fileURLToPath(new URL('../../../node_modules/typescript/bin/tsc', import.meta.url));

const CONSUMER = `
import { createSpotlerClient, SpotlerError, type Contact, type SpotlerClient } from '@spotler-connector/spotler-sdk';

const client: SpotlerClient = createSpotlerClient({
  baseUrl: 'http://127.0.0.1:1/integrationservice',
  consumerKey: 'key',
  consumerSecret: 'secret',
  retry: { attempts: 1 },
});
const contact: Contact | Error | null = await client.contacts.get('id-1').catch((error: Error) => error);
console.log(contact instanceof SpotlerError ? contact.kind : 'no error');
`;

let project = '';
let installed = '';

/** Builds the package and installs it, with its dependencies and nothing else, into a project of its own. */
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'spotler-sdk-'));
  installed = join(project, 'node_modules', '@spotler-connector', 'spotler-sdk');
  await mkdir(installed, { recursive: true });
  await execute(
    process.execPath,
    [TSC, '--project', 'tsconfig.build.json', '--outDir', join(installed, 'dist')],
    {
      cwd: PACKAGE,
    },
  );
  const manifest = JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8'));
  // What `pnpm pack` does with a manifest.
  const { publishConfig, scripts: _, devDependencies: __, ...rest } = manifest;
  await writeFile(join(installed, 'package.json'), JSON.stringify({ ...rest, ...publishConfig }));
  await cp(join(PACKAGE, 'README.md'), join(installed, 'README.md'));
  for (const name of Object.keys(manifest.dependencies)) {
    await symlink(join(PACKAGE, 'node_modules', name), join(project, 'node_modules', name), 'dir');
  }
  await writeFile(join(project, 'package.json'), '{"type":"module","private":true}');
  await writeFile(join(project, 'consumer.ts'), CONSUMER);
});

afterAll(() => rm(project, { recursive: true, force: true }));

describe('the built package', () => {
  it('runs in an empty project from ESM TypeScript', async () => {
    const { stdout } = await execute(process.execPath, ['consumer.ts'], { cwd: project });
    expect(stdout).toBe('unavailable\n');
  });

  it.each([
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ])('has types for module %s with resolution %s', async (module, resolution) => {
    const strict = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false'];
    const target = ['--target', 'es2024', '--lib', 'es2024,dom', '--types', ''];
    const flags = [...strict, ...target, '--module', module, '--moduleResolution', resolution];
    await execute(process.execPath, [TSC, ...flags, 'consumer.ts'], { cwd: project });
  });

  it('has types that refuse a wrong call', async () => {
    await writeFile(join(project, 'wrong.ts'), CONSUMER.replace("get('id-1')", 'get(7)'));
    const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--types', ''];
    await expect(execute(process.execPath, [TSC, ...flags, 'wrong.ts'], { cwd: project })).rejects.toThrow();
  });

  it('holds neither tests nor sources', async () => {
    const files = await readdir(join(installed, 'dist'), { recursive: true });
    expect(files).toContain('index.js');
    expect(files).toContain('index.d.ts');
    expect(files.filter((name) => /test|testing|(?<!\.d)\.ts$/.test(name))).toEqual([]);
  });

  it('gives publint nothing to say', async () => {
    const { messages } = await publint({ pkgDir: installed, pack: false, strict: true });
    expect(messages).toEqual([]);
  });
});
