import type { DataverseConnection } from '../web-api/connection.ts';
import type { RowPage } from '../web-api/read-pages.ts';
import type { RowQuery } from '../web-api/row-query.ts';

/** Which page to read, and how. */
export interface BulkPageRequest {
  /** Link that an earlier page gave. Default: the first page. */
  readonly link?: string | undefined;
  /** Whether the last page is to give a link to what changes from now on. */
  readonly trackChanges?: boolean | undefined;
  /** Stops waiting; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Pages of which each is asked for while the one before is worked on. */
export interface EarlyPages {
  /** Gives a page, which may have been asked for, and asks for the one behind it as soon as it is known. */
  read(query: RowQuery, request: BulkPageRequest): Promise<RowPage>;
  /** Keeps a page until it is read by its link. If it fails, whoever reads it finds out. */
  add(link: string, page: Promise<RowPage>): void;
}

/** A page that was asked for. */
interface EarlyPage {
  readonly page: Promise<RowPage>;
  /** Says that somebody waits for it: only then the page behind it is asked for. */
  readonly want: () => void;
}

/** Builds {@link EarlyPages} over a connection. */
export function createEarlyPages(connection: Pick<DataverseConnection, 'page'>): EarlyPages {
  const pages = new Map<string, EarlyPage>();

  function ask(query: RowQuery, { link, trackChanges, signal }: BulkPageRequest): EarlyPage {
    let next: string | undefined;
    let isWanted = false;
    function askForNext(): void {
      if (isWanted && next !== undefined) pages.set(next, ask(query, { link: next, trackChanges, signal }));
    }
    const onNextLink = (nextLink: string) => {
      next = nextLink;
      askForNext();
    };
    const page = connection.page(query, { link, trackChanges, onNextLink }, signal);
    page.catch(() => {});
    return {
      page,
      want() {
        isWanted = true;
        askForNext();
      },
    };
  }

  function take(link: string | undefined): EarlyPage | undefined {
    // A first page begins anew, and then nobody wants the others any more.
    if (link === undefined) pages.clear();
    const page = link === undefined ? undefined : pages.get(link);
    if (link !== undefined) pages.delete(link);
    return page;
  }

  return {
    async read(query, request) {
      const early = take(request.link) ?? ask(query, request);
      early.want();
      // What that sends is to be on its way before making sense of a page keeps the process busy.
      await new Promise((resolve) => setImmediate(resolve));
      return early.page;
    },
    add(link, page) {
      page.catch(() => {});
      pages.set(link, { page, want() {} });
    },
  };
}
