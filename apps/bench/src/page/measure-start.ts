import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Browser } from '@spotler-connector/browser-testing';
import { systemClock } from '@spotler-connector/clock';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const ANY_PORT = ['--page-port', '--emulator-port', '--dataverse-port', '--spotler-port'];

/**
 * Milliseconds from `pnpm start` to the first records on the page, after installation. Where pnpm runs this it
 * is started as such; otherwise through npx, which takes seconds to look it up.
 */
export async function measureStart(browser: Browser): Promise<number> {
  const began = systemClock.monotonic();
  const ports = ANY_PORT.flatMap((flag) => [flag, '0']);
  const [program, ...args] = pnpm();
  const child = spawn(program, [...args, 'start', ...ports], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = once(child, 'exit');
  try {
    const page = await browser.newPage();
    await page.goto(await printedAddress(child.stdout));
    await page.locator('.dataverse button.row').first().waitFor();
    return systemClock.monotonic() - began;
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
    await ended;
  }
}

/** The command for pnpm, as pnpm tells it to the scripts that it runs. */
function pnpm(): readonly [string, ...string[]] {
  const path = process.env['npm_execpath'];
  if (path === undefined) return ['npx', '--yes', 'pnpm@12'];
  return /\.[cm]?js$/.test(path) ? [process.execPath, path] : [path];
}

/** Resolves to the address that is printed first. The output is read on, so that writing it never fails. */
function printedAddress(output: NodeJS.ReadableStream): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let text = '';
  output.on('data', (chunk) => {
    text += String(chunk);
    const [, url] = /in your browser: (\S+)/.exec(text) ?? [];
    if (url !== undefined) resolve(url);
  });
  output.on('end', () => reject(new Error('The local stack ended without an address.')));
  return promise;
}
