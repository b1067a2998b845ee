import { rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { commitOf } from './commit-of.ts';
import { thirdPartyNotices } from './third-party-notices.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Options of a bundle. */
export interface BundleOptions {
  /** The folder of a package. */
  readonly folder: string;
  /** The file in it that is to be started. Default: `src/main.ts`. */
  readonly main?: string | undefined;
  /** Folder for the bundle; what is in it is deleted. Default: `dist` in the package's folder. */
  readonly outFolder?: string | undefined;
}

/** An app that was bundled. */
export interface BundledApp {
  /** The file to start. It needs the other files of its folder, and none from outside but Node's. */
  readonly entry: string;
  /** Size of the code, without source maps. */
  readonly bytes: number;
}

/**
 * Bundles an app with everything that it imports into one folder: the code, the data files that sources name
 * with `new URL('…json', import.meta.url)`, source maps for stack traces, and the licences of the packages in
 * it. A global `BUNDLED_COMMIT` becomes the commit that is bundled. The folder can be copied anywhere.
 * Rejects when an import can't be found: nothing would find it later either.
 */
export async function bundleApp(options: BundleOptions): Promise<BundledApp> {
  const { folder, main = 'src/main.ts', outFolder = join(folder, 'dist') } = options;
  await rm(outFolder, { recursive: true, force: true });
  const bundle = await rolldown({
    input: { main: join(folder, main) },
    // Comments that say which file a part is from are relative to this.
    cwd: ROOT,
    platform: 'node',
    experimental: { resolveNewUrlToAsset: true },
    transform: { define: { BUNDLED_COMMIT: JSON.stringify(commitOf(ROOT)) } },
    onLog(_level, log) {
      if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
    },
  });
  try {
    const { output } = await bundle.write({
      dir: outFolder,
      format: 'esm',
      // Without a package.json beside it only the extension says what kind of module it is.
      entryFileNames: '[name].mjs',
      chunkFileNames: '[name]-[hash].mjs',
      sourcemap: true,
      sourcemapExcludeSources: true,
      // A trace shows every place, those in packages too.
      sourcemapIgnoreList: false,
      sourcemapPathTransform: (source, map) => relative(ROOT, resolve(dirname(map), source)),
    });
    const chunks = output.filter((file) => file.type === 'chunk');
    const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
    await writeFile(join(outFolder, 'THIRD-PARTY-NOTICES.txt'), await thirdPartyNotices(modules));
    const bytes = chunks.reduce((sum, { code }) => sum + Buffer.byteLength(code), 0);
    return { entry: join(outFolder, 'main.mjs'), bytes };
  } finally {
    await bundle.close();
  }
}
