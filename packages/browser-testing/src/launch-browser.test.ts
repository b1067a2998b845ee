import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findBarriers } from './find-barriers.ts';
import { HOW_TO_HAVE_A_BROWSER, hasBrowser } from './has-browser.ts';
import { launchBrowser } from './launch-browser.ts';
import type { Browser } from './page.ts';
import { watchPage } from './watch-page.ts';

const SOUND = '<!doctype html><html lang="en"><title>A page</title><main><h1>Hello</h1></main>';
const UNSOUND = `<!doctype html><title>A page</title><img src="http://foreign.example/a.png"><p>Hello
  <script>console.error('alas'); setTimeout(() => { throw new Error('uncaught') })</script>`;

/** A browser takes its time to start on a busy machine. */
const MAX_MS = 120_000;

if (hasBrowser()) {
  let browser: Browser | undefined;
  let server: Server | undefined;

  async function serve(html: string): Promise<string> {
    server?.close();
    server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(html));
    const own = server;
    await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
    const address = own.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`;
  }

  async function look(html: string) {
    const page = await browser?.newPage();
    if (page === undefined) throw new Error('The browser is not running');
    const watch = watchPage(page);
    await page.goto(await serve(html));
    return { page, watch };
  }

  beforeAll(async () => {
    browser = await launchBrowser();
  }, MAX_MS);
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  describe('a page in a real browser', () => {
    it(
      'is quiet and free of barriers when nothing is wrong with it',
      async () => {
        const { page, watch } = await look(SOUND);
        expect(await page.getByRole('heading', { name: 'Hello' }).textContent()).toBe('Hello');
        expect(await findBarriers(page)).toEqual([]);
        expect(watch.errors.filter((error) => !error.includes('favicon'))).toEqual([]);
        expect(watch.foreignRequests).toEqual([]);
      },
      MAX_MS,
    );

    it(
      'is caught with errors, requests to others and barriers',
      async () => {
        const { page, watch } = await look(UNSOUND);
        await page.waitForFunction('document.readyState === "complete"');
        expect(watch.errors).toEqual(expect.arrayContaining(['alas', 'uncaught']));
        expect(watch.foreignRequests).toEqual(['http://foreign.example/a.png']);
        expect((await findBarriers(page)).map((barrier) => barrier.split(':')[0])).toEqual(
          expect.arrayContaining(['html-has-lang', 'image-alt']),
        );
      },
      MAX_MS,
    );
  });
} else {
  it.skip(`the browser was skipped; to have it: ${HOW_TO_HAVE_A_BROWSER}`, () => {});
}
