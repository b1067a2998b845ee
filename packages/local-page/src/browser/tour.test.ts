import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Browser,
  findBarriers,
  HOW_TO_HAVE_A_BROWSER,
  hasBrowser,
  launchBrowser,
} from '@spotler-connector/browser-testing';
import { cachedBundle } from '@spotler-connector/bundling/testing';
import { systemClock } from '@spotler-connector/clock';
import { aReader, type Reader } from '../testing/a-reader.ts';
import { aShownStack, type ShownStack } from '../testing/a-shown-stack.ts';
import { breakAndMendSpotler, engageTheBrake, killOneOfTwoWorkers } from '../testing/tour-of-faults.ts';
import { clickThroughRules, TOLD_RULES } from '../testing/tour-of-rules.ts';

const RULES = [
  'deleted',
  'do-not-email',
  'eligible',
  'explicit',
  'inactive',
  'inactive-kept',
  'merged',
  'no-valid-email',
  'refuses-bulk-email',
];

if (hasBrowser()) {
  describe('the page, in a browser', () => {
    let stack: ShownStack;
    let browser: Browser;
    let reader: Reader;

    beforeAll(async () => {
      [stack, browser] = await Promise.all([
        aShownStack({ entry: await cachedBundle('worker') }),
        launchBrowser(),
      ]);
      reader = await aReader(browser, stack.page.url);
    }, 60_000);

    afterAll(async () => {
      await browser.close();
      await stack.close();
    });

    it('tells the story of each rule, from the click to Spotler and the ledger', async () => {
      expect(TOLD_RULES.toSorted()).toEqual(RULES);
      await clickThroughRules(reader);
    }, 90_000);

    it('works from the keyboard: arrow keys within a list, Enter chooses, Escape closes', async () => {
      const rows = reader.page.locator('.dataverse button.row');
      await reader.page.keyboard.press('Escape');
      await reader.page.getByRole('heading', { name: 'A record’s story' }).waitFor();
      await rows.first().focus();
      await reader.page.keyboard.press('ArrowDown');
      await reader.page.keyboard.press('ArrowDown');
      await reader.page.keyboard.press('ArrowUp');
      await reader.page.keyboard.press('Enter');
      const name = await rows.nth(1).locator('.name').textContent();
      await reader.page.getByRole('heading', { name: name ?? '' }).waitFor();
      expect(await rows.nth(1).getAttribute('tabindex')).toBe('0');
      expect(await reader.page.locator('[role="status"]').textContent()).toContain(name);
    });

    it('has no barriers, light and wide or dark and narrow', async () => {
      expect(await findBarriers(reader.page)).toEqual([]);
      await reader.page.emulateMedia({ colorScheme: 'dark' });
      await reader.page.setViewportSize({ width: 360, height: 740 });
      expect(await findBarriers(reader.page)).toEqual([]);
      expect(await reader.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await reader.page.setViewportSize({ width: 1400, height: 1000 });
    }, 60_000);

    it('shows Spotler refusing us, the circuit that opens, and Spotler mended', async () => {
      await breakAndMendSpotler(reader);
    }, 90_000);

    it('shows the brake engaged by a hundred refusals, and released', async () => {
      await engageTheBrake(reader);
    }, 90_000);

    it('shows a worker added, the other one killed, and the work going on', async () => {
      await killOneOfTwoWorkers(reader);
    }, 90_000);

    it('did nothing that it should not, and asked nobody but this machine', () => {
      expect(reader.watch.errors).toEqual([]);
      expect(reader.watch.foreignRequests).toEqual([]);
    });

    it('leaves nothing open when the browser is killed amid the stream', async () => {
      expect(stack.page.readers).toBe(1);
      const creating = stack.services.dataverse.create('contact', { lastname: 'Amid' });
      await browser.kill();
      await creating;
      while (stack.page.readers > 0 || (await stack.page.connections()) > 0) await systemClock.sleep(10);
      expect(stack.page.readers).toBe(0);
    });
  });
} else {
  it.skip(`the browser was skipped; to have it: ${HOW_TO_HAVE_A_BROWSER}`, () => {});
}
