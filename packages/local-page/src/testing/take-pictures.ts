import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { HOW_TO_HAVE_A_BROWSER, hasBrowser, launchBrowser } from '@spotler-connector/browser-testing';
import { aReader } from './a-reader.ts';
import { aShownStack } from './a-shown-stack.ts';
import { breakAndMendSpotler, engageTheBrake } from './tour-of-faults.ts';
import { clickThroughRules } from './tour-of-rules.ts';

const FOLDER = fileURLToPath(new URL('../../../../docs/images/', import.meta.url));
/** The scenes of the tour that the docs show. */
const PICTURES: Readonly<Record<string, string>> = {
  'do-not-email': 'page.png',
  brake: 'page-brake.png',
  outage: 'page-outage.png',
};
const WIDE = { width: 1400, height: 1000 };
const NARROW = { width: 390, height: 844 };

/** Clicks through the tour that the tests click through, and takes pictures for the docs on the way. */
async function takePictures(): Promise<void> {
  const stack = await aShownStack();
  const browser = await launchBrowser();
  const reader = await aReader(browser, stack.page.url, { viewport: WIDE, colorScheme: 'light' });

  async function onScene(scene: string): Promise<void> {
    const file = PICTURES[scene];
    if (file === undefined) return;
    await reader.page.emulateMedia({ colorScheme: scene === 'brake' ? 'dark' : 'light' });
    await reader.page.screenshot({ path: FOLDER + file, animations: 'disabled' });
    process.stdout.write(`${file}\n`);
  }

  await mkdir(FOLDER, { recursive: true });
  await clickThroughRules(reader, onScene);
  await reader.page.setViewportSize(NARROW);
  await reader.page.screenshot({ path: `${FOLDER}page-narrow.png`, animations: 'disabled' });
  await reader.page.setViewportSize(WIDE);
  await breakAndMendSpotler(reader, onScene);
  await engageTheBrake(reader, onScene);
  await browser.close();
  await stack.close();
}

if (hasBrowser()) await takePictures();
else process.stdout.write(`There is no browser. To have one: ${HOW_TO_HAVE_A_BROWSER}\n`);
