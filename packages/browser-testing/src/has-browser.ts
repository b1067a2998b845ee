import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where systems put a Chromium: Debian, other Linuxes, macOS. */
const CHROMIUMS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** How to have a browser for tests, where there is none. */
export const HOW_TO_HAVE_A_BROWSER =
  'apt-get install chromium; npx pnpm@12 --dir packages/browser-testing/browser install';

/** The Chromium of this machine; undefined when it has none. */
export function chromiumPath(): string | undefined {
  return CHROMIUMS.find((path) => existsSync(path));
}

/** A file of a library that is installed apart from the workspace. */
export function libraryFile(path: string): string {
  return fileURLToPath(new URL(`../browser/node_modules/${path}`, import.meta.url));
}

/** Whether this machine has a browser, and the library that drives it. */
export function hasBrowser(): boolean {
  return chromiumPath() !== undefined && existsSync(libraryFile('playwright-core/package.json'));
}
