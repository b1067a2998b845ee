import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const CACHE = join(ROOT, 'node_modules/.cache/bundles');

/**
 * Bundles an app for tests that start it often: from its sources it takes three times as long to start. The
 * bundle is made again only when a source, a data file or a version has changed. Resolves to the file to
 * start.
 */
export async function cachedBundle(app: 'cli' | 'worker'): Promise<string> {
  const folder = join(ROOT, 'apps', app);
  const cached = join(CACHE, `${app}-${fingerprint(folder)}`);
  const entry = join(cached, 'main.mjs');
  if (existsSync(entry)) return entry;
  const { bundleApp } = await import('../bundle-app.ts');
  await mkdir(CACHE, { recursive: true });
  const made = await mkdtemp(join(CACHE, `.${app}-`));
  await bundleApp({ folder, outFolder: made });
  await removeOthers(app);
  try {
    await rename(made, cached);
  } catch (error) {
    // Another process was faster.
    await rm(made, { recursive: true, force: true });
    if (!existsSync(entry)) throw error;
  }
  return entry;
}

/** Tells whether anything changed that a bundle is made of: names, sizes and times of all files. */
function fingerprint(folder: string): string {
  const packages = join(ROOT, 'packages');
  const sources = [folder, ...readdirSync(packages).map((name) => join(packages, name))];
  const hash = createHash('sha256');
  for (const file of [join(ROOT, 'pnpm-lock.yaml'), ...sources.flatMap(filesOf)]) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && name !== 'dist' && !name.endsWith('.test.ts'))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesOf(path) : [path];
    });
}

/** Removes bundles of older sources, but none that a run may be using. */
async function removeOthers(app: string): Promise<void> {
  const bundles = readdirSync(CACHE).map((name) => join(CACHE, name));
  const newest = bundles
    .filter((bundle) => basename(bundle).startsWith(`${app}-`))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const bundle of newest.slice(2)) await rm(bundle, { recursive: true, force: true });
}
