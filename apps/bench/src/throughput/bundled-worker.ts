import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleApp } from '@spotler-connector/bundling';

const WORKER = fileURLToPath(new URL('../../../worker', import.meta.url));
let entry: Promise<string> | undefined;

/** The file of the worker as its image has it. It is bundled once, and removed when this process ends. */
export function bundledWorker(): Promise<string> {
  entry ??= bundled();
  return entry;
}

async function bundled(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'spotler-bench-worker-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return (await bundleApp({ folder: WORKER, outFolder: join(folder, 'worker') })).entry;
}
