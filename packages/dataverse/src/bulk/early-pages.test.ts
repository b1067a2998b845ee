import { describe, expect, it } from '@jest/globals';
import type { PageRequest, RowPage } from '../web-api/read-pages.ts';
import { createEarlyPages } from './early-pages.ts';

const QUERY = { entitySet: 'contacts', primaryKey: 'contactid', columns: [], annotations: null };

/** A table of so many pages, which are answered at once. */
function aTable(pages: number, failing = 0) {
  const asked: string[] = [];
  const early = createEarlyPages({
    async page(_query, { link = '1', onNextLink }: PageRequest): Promise<RowPage> {
      asked.push(link);
      if (Number(link) === failing) throw new RangeError(`page ${link}`);
      const nextLink = Number(link) < pages ? String(Number(link) + 1) : undefined;
      if (nextLink !== undefined) onNextLink?.(nextLink);
      return { rows: [{ page: link }], deletedIds: [], nextLink, deltaLink: undefined };
    },
  });
  return { asked, early };
}

describe('pages that are asked for early', () => {
  it('are one ahead of the page that is read, and no more', async () => {
    const { asked, early } = aTable(4);
    const seen: number[] = [];
    for (let link: string | undefined, more = true; more; more = link !== undefined) {
      link = (await early.read(QUERY, { link })).nextLink;
      seen.push(asked.length);
    }
    expect(asked).toEqual(['1', '2', '3', '4']);
    expect(seen).toEqual([2, 3, 4, 4]);
  });

  it('fail for whoever reads them, and are asked for anew after that', async () => {
    const { asked, early } = aTable(3, 2);
    await early.read(QUERY, {});
    await expect(early.read(QUERY, { link: '2' })).rejects.toThrow('page 2');
    await expect(early.read(QUERY, { link: '2' })).rejects.toThrow('page 2');
    expect(asked).toEqual(['1', '2', '2']);
  });

  it('are forgotten when somebody begins anew', async () => {
    const { asked, early } = aTable(1);
    early.add('9', Promise.reject(new RangeError('old')));
    await early.read(QUERY, {});
    expect((await early.read(QUERY, { link: '9' })).rows).toEqual([{ page: '9' }]);
    expect(asked).toEqual(['1', '9']);
  });
});
