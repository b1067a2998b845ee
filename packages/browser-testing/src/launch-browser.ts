import { pathToFileURL } from 'node:url';
import { chromiumPath, HOW_TO_HAVE_A_BROWSER, libraryFile } from './has-browser.ts';
import type { Browser } from './page.ts';

interface Library {
  readonly chromium: {
    launchServer(options: { readonly executablePath: string; readonly args: readonly string[] }): Promise<{
      wsEndpoint(): string;
      close(): Promise<void>;
      kill(): Promise<void>;
    }>;
    connect(endpoint: string): Promise<Pick<Browser, 'newPage' | 'close'>>;
  };
}

/**
 * Starts the Chromium of this machine, without a window. Close it again.
 *
 * @throws {Error} when there is none: ask `hasBrowser` first.
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error(`There is no Chromium. ${HOW_TO_HAVE_A_BROWSER}`);
  const library: Library = await import(pathToFileURL(libraryFile('playwright-core/index.mjs')).href);
  // The machine's /dev/shm can be too small for a page; fonts are drawn alike everywhere.
  const args = ['--disable-dev-shm-usage', '--font-render-hinting=none', '--force-color-profile=srgb'];
  const server = await library.chromium.launchServer({ executablePath, args });
  const browser = await library.chromium.connect(server.wsEndpoint());
  return {
    newPage: (options) => browser.newPage(options),
    async close() {
      await browser.close();
      await server.close();
    },
    kill: () => server.kill(),
  };
}
