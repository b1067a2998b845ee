import { cp, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { bundleManifest } from './bundle-manifest.ts';
import { bundledPackages } from './bundled-packages.ts';
import { commitOf } from './commit-of.ts';
import { refuseUnknownLicences } from './licences.ts';
import { sbomOf } from './sbom.ts';
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
 * with `new URL('…json', import.meta.url)`, source maps for stack traces, the licences of the packages in it,
 * its bill of materials, and a manifest without dependencies. A global `BUNDLED_COMMIT` becomes the commit.
 * The folder can be copied anywhere, and packed. Rejects when an import can't be found, since nothing would
 * find it later either, and when a package has a licence that is not on the list.
 */
export async function bundleApp(options: BundleOptions): Promise<BundledApp> {
  const { folder, main = 'src/main.ts', outFolder = join(folder, 'dist') } = options;
  await rm(outFolder, { recursive: true, force: true });
  const manifest = await bundleManifest(folder);
  const commit = commitOf(ROOT);
  const bundle = await rolldown({
    input: { main: join(folder, main) },
    // Comments that say which file a part is from are relative to this.
    cwd: ROOT,
    platform: 'node',
    experimental: { resolveNewUrlToAsset: true },
    transform: { define: { BUNDLED_COMMIT: JSON.stringify(commit) } },
    onLog(_level, log) {
      if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
    },
  });
  try {
    const { output } = await bundle.write({
      dir: outFolder,
      format: 'esm',
      // Nobody reads comments there, and every process keeps its source in memory.
      comments: { annotation: false, jsdoc: false, legal: true },
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
    const packages = await bundledPackages(chunks.flatMap(({ moduleIds }) => moduleIds));
    refuseUnknownLicences(packages);
    await Promise.all([
      cp(join(ROOT, 'LICENSE'), join(outFolder, 'LICENSE')),
      writeFile(join(outFolder, 'package.json'), manifest.text),
      writeFile(join(outFolder, 'sbom.cdx.json'), sbomOf({ ...manifest, commit }, packages)),
      writeFile(join(outFolder, 'THIRD-PARTY-NOTICES.txt'), await thirdPartyNotices(packages)),
    ]);
    const bytes = chunks.reduce((sum, { code }) => sum + Buffer.byteLength(code), 0);
    return { entry: join(outFolder, 'main.mjs'), bytes };
  } finally {
    await bundle.close();
  }
}
