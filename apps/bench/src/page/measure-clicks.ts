import type { Browser } from '@spotler-connector/browser-testing';
import { cachedBundle } from '@spotler-connector/bundling/testing';
import { systemClock } from '@spotler-connector/clock';
import { aReader, aShownStack } from '@spotler-connector/local-page/testing';

/** Milliseconds from a click in Dataverse's column to its effect in Spotler's, the slowest of several. */
export interface ClickCost {
  /** A person who was created is a contact. */
  readonly createdMs: number;
  /** A person who refuses e-mail is gone. */
  readonly goneMs: number;
}

const TIMES = 10;

/** Clicks, and waits for Spotler. */
export async function measureClicks(browser: Browser): Promise<ClickCost> {
  const stack = await aShownStack({ entry: await cachedBundle('worker') });
  try {
    const reader = await aReader(browser, stack.page.url);
    const created: number[] = [];
    const gone: number[] = [];
    for (let time = 0; time <= TIMES; time += 1) {
      created.push(
        await timed(async () => {
          await reader.create('New person');
          await reader.chosenIn('spotler').waitFor();
        }),
      );
      gone.push(
        await timed(async () => {
          await reader.press('Refuse e-mail');
          await reader.chosenIn('spotler').filter({ hasText: 'only an id' }).waitFor();
        }),
      );
    }
    // The first one opens connections and warms the worker up.
    return { createdMs: Math.max(...created.slice(1)), goneMs: Math.max(...gone.slice(1)) };
  } finally {
    await stack.close();
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = systemClock.monotonic();
  await work();
  return systemClock.monotonic() - began;
}
