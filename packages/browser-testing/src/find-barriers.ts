import { readFile } from 'node:fs/promises';
import { libraryFile } from './has-browser.ts';
import type { Page } from './page.ts';

const RUN = `axe.run().then(({ violations }) => violations.map(({ id, nodes }) =>
  id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`;

/**
 * Looks for barriers to people who can't see, point or tell colours apart, by axe's rules. Each is a line:
 * the rule's id, and the selectors of the elements.
 */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  // Not as a script of the page: its Content-Security-Policy may forbid that.
  await page.evaluate(await readFile(libraryFile('axe-core/axe.min.js'), 'utf8'));
  const found = await page.evaluate(RUN);
  if (!Array.isArray(found)) throw new Error('axe gave no list');
  return found.map(String);
}
