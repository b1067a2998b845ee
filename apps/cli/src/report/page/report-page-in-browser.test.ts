import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Browser,
  findBarriers,
  HOW_TO_HAVE_A_BROWSER,
  hasBrowser,
  launchBrowser,
  type Page,
  type PageWatch,
  watchPage,
} from '@spotler-connector/browser-testing';
import { aMonthReport } from '../../testing/a-month-report.ts';
import { reportPage } from './report-page.ts';

/** A browser takes its time to start on a busy machine. */
const MAX_MS = 120_000;
const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

if (hasBrowser()) {
  let folder: string;
  let browser: Browser;
  let page: Page;
  let watch: PageWatch;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'report-page-'));
    const file = join(folder, 'report.html');
    await writeFile(file, reportPage(aMonthReport));
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 900, height: 1200 } });
    watch = watchPage(page);
    await page.goto(pathToFileURL(file).href);
  }, MAX_MS);
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  describe('the page of a report in a real browser', () => {
    it('says what happened, in headings, tables and charts with a text', async () => {
      expect(await page.getByRole('heading', { name: 'Erasures and opt-outs, 2026-10' }).count()).toBe(1);
      expect(await page.getByRole('img', { name: /by day of 2026-10/ }).isVisible()).toBe(true);
      expect(await page.getByRole('row', { name: 'contact deleted anonymized 61' }).count()).toBe(1);
    });

    it(
      'asks nobody for anything, writes no error, and has no barriers',
      async () => {
        expect(await findBarriers(page)).toEqual([]);
        expect(watch).toEqual({ errors: [], foreignRequests: [] });
      },
      MAX_MS,
    );

    it('fits a narrow window', async () => {
      await page.setViewportSize({ width: 360, height: 800 });
      expect(await page.evaluate(OVERFLOW)).toBe(0);
    });

    it(
      'prints on few pages, with its colours, and cuts no chart in two',
      async () => {
        await page.emulateMedia({ media: 'print' });
        const style = `getComputedStyle(document.querySelector('svg')).breakInside`;
        expect(await page.evaluate(style)).toBe('avoid');
        expect(await page.evaluate(`getComputedStyle(document.querySelector('rect')).printColorAdjust`)).toBe(
          'exact',
        );
        const pdf = Buffer.from(await page.pdf({ format: 'A4' })).toString('latin1');
        const pages = pdf.match(/\/Type \/Page\b/g) ?? [];
        expect(pages.length).toBeGreaterThan(0);
        expect(pages.length).toBeLessThanOrEqual(4);
      },
      MAX_MS,
    );
  });
} else {
  it.skip(`the page of a report in a browser was skipped; to have it: ${HOW_TO_HAVE_A_BROWSER}`, () => {});
}
