import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from '@spotler-connector/browser-testing';
import { runCli } from '@spotler-connector/local-services';
import { inventMonth, MONTH } from './evidence-of-a-month.ts';

const WINDOW = { width: 800, height: 1_000 };

/** Takes a picture of a month's report, as the command line writes it. */
export async function takeReportPicture(browser: Browser, path: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'screenshots-'));
  try {
    await inventMonth(folder);
    const html = join(folder, 'report.html');
    const env = { SPOTLER_STATE: `file:${folder}` };
    const { exitCode, stderr } = await runCli(['report', '--month', MONTH, '--html', html], {
      env,
      cwd: folder,
    });
    if (exitCode !== 0) throw new Error(stderr);
    const page = await browser.newPage({ viewport: WINDOW });
    await page.goto(pathToFileURL(html).href);
    await page.screenshot({ path, animations: 'disabled' });
  } finally {
    await rm(folder, { recursive: true });
  }
}
