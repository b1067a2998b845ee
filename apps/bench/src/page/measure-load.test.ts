import { expect, it } from '@jest/globals';
import { HOW_TO_HAVE_A_BROWSER, hasBrowser, launchBrowser } from '@spotler-connector/browser-testing';
import { measureLoad } from './measure-load.ts';

if (hasBrowser()) {
  it('the page of the local stack stays small under load', async () => {
    const browser = await launchBrowser();
    try {
      const cost = await measureLoad(browser, { records: 10_000, perSecond: 1_000, seconds: 2 });
      expect(cost.elements).toBeGreaterThan(1_000);
      expect(cost.elements).toBeLessThan(5_000);
      expect(cost.maxTaskMs).toBeGreaterThanOrEqual(0);
      for (const bytes of cost.heap) expect(bytes).toBeLessThan(100e6);
    } finally {
      await browser.close();
    }
  }, 120_000);
} else {
  it.skip(`the browser was skipped; to have it: ${HOW_TO_HAVE_A_BROWSER}`, () => {});
}
