import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { manifestAt, ROOT } from '../workspace.ts';

/** How a program ended that was started in a folder of its own. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a program and waits for it. */
export function run(program: string, args: readonly string[], folder: string): Ended {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
  return { status, stdout: stdout ?? '', stderr: stderr ?? `${program} can't be started` };
}

/** Packs libraries as the release does. Returns the packed files. */
export function packLibraries(names: readonly string[], folder: string): string[] {
  const filters = names.flatMap((name) => ['--filter', `@spotler-connector/${name}`]);
  const args = ['--yes', 'pnpm@12', ...filters, 'pack', '--pack-destination', folder];
  const { status, stdout, stderr } = run('npx', args, ROOT);
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  return readdirSync(folder).map((name) => join(folder, name));
}

/**
 * Unpacks a library into a project of its own, beside the dependencies that it names, as they are installed
 * here, and nothing else.
 */
export function installLibrary(name: string, packed: string, project: string): void {
  const installed = join(project, 'node_modules', '@spotler-connector', name);
  mkdirSync(installed, { recursive: true });
  const { status, stderr } = run('tar', ['-xzf', packed, '--strip-components=1', '-C', installed], project);
  if (status !== 0) throw new Error(stderr);
  const { dependencies = {} } = manifestAt(`packages/${name}/package.json`);
  for (const dependency of Object.keys(dependencies)) {
    const link = join(project, 'node_modules', dependency);
    mkdirSync(dirname(link), { recursive: true });
    if (!existsSync(link)) symlinkSync(join(ROOT, 'packages', name, 'node_modules', dependency), link, 'dir');
  }
}

/** Writes a file into a project and runs it with the Node of this process. */
export function runFile(project: string, file: string, text: string): Ended {
  writeFileSync(join(project, file), text);
  return run(process.execPath, [file], project);
}

/** The manifest of a package that is installed in a project. */
export function installedManifest(project: string, name: string): Record<string, unknown> {
  const path = join(project, 'node_modules', '@spotler-connector', name, 'package.json');
  return JSON.parse(readFileSync(path, 'utf8'));
}
