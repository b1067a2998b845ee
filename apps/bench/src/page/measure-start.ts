import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Browser } from '@spotler-connector/browser-testing';
import { systemClock } from '@spotler-connector/clock';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const ANY_PORT = ['--page-port', '--emulator-port', '--dataverse-port', '--spotler-port'];

/**
 * Milliseconds from `pnpm start` to the first records on the page, after installation. What npx takes to look
 * pnpm up is not counted: whoever runs this through it has pnpm on the path.
 */
export async function measureStart(browser: Browser): Promise<number> {
  const began = systemClock.monotonic();
  const ports = ANY_PORT.flatMap((flag) => [flag, '0']);
  const child = spawn('pnpm', ['start', ...ports], {
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
