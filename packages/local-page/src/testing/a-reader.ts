import type { Browser, Locator, Page } from '@spotler-connector/browser-testing';
import { watchPage } from '@spotler-connector/browser-testing';
import { systemClock } from '@spotler-connector/clock';

/** Somebody who looks at the page and clicks on it. */
export interface Reader {
  readonly page: Page;
  /** Everything that the page did and should not have. */
  readonly watch: ReturnType<typeof watchPage>;
  /** Presses a button of the record that was chosen, or of the page. */
  press(name: string): Promise<void>;
  /** Makes a person or a company and chooses it; gives its name. */
  create(kind: 'New person' | 'New company'): Promise<string>;
  /** Chooses a record by its name. */
  choose(name: string): Promise<void>;
  /** Waits for a text in the story of the record that was chosen. */
  untilStoryTells(text: string | RegExp): Promise<void>;
  /** Waits for a text in a column. */
  untilShown(column: 'dataverse' | 'worker' | 'spotler', text: string | RegExp): Promise<void>;
  /** The row of the chosen record or contact in a column. */
  chosenIn(column: 'dataverse' | 'spotler'): Locator;
}

/** Opens the page for a reader. */
export async function aReader(
  browser: Browser,
  url: string,
  options: Parameters<Browser['newPage']>[0] = { viewport: { width: 1400, height: 1000 } },
): Promise<Reader> {
  const page = await browser.newPage(options);
  const watch = watchPage(page);
  await page.goto(url);
  await page.locator('.dataverse button:enabled').first().waitFor();
  const newest = page.locator('.dataverse button.row').first();

  function rowOf(name: string): Locator {
    return page.locator('.dataverse button.row').filter({ hasText: new RegExp(`${name}(?!\\d)`) });
  }

  async function choose(name: string): Promise<void> {
    await rowOf(name).click();
    await page
      .locator('.story')
      .getByRole('heading', { name: new RegExp(name) })
      .waitFor();
  }

  return {
    page,
    watch,
    press: (name) => page.getByRole('button', { name, exact: true }).first().click(),
    choose,
    async create(kind) {
      const before = (await newest.count()) === 0 ? '' : await newest.locator('.name').textContent();
      await page.getByRole('button', { name: kind }).click();
      while ((await newest.count()) === 0 || (await newest.locator('.name').textContent()) === before)
        await systemClock.sleep(50);
      const name = (await newest.locator('.name').textContent()) ?? '';
      await choose(name);
      return name;
    },
    untilStoryTells: (text) => page.locator('.story').getByText(text).first().waitFor(),
    untilShown: (column, text) => page.locator(`.column.${column}`).getByText(text).first().waitFor(),
    chosenIn: (column) => page.locator(`.column.${column} button.row[aria-pressed="true"]`),
  };
}
