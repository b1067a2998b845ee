/** The most rows that Dataverse gives at once (learn: query data using the Web API, page results). */
export const MAX_PAGE_SIZE = 5000;

/** The page size that a `Prefer` header asks for; undefined when it asks for none. */
export function askedPageSize(prefer: string): number | undefined {
  const asked = /odata\.maxpagesize="?(\d+)/.exec(prefer)?.[1];
  return asked === undefined ? undefined : Math.max(1, Math.min(Number(asked), MAX_PAGE_SIZE));
}

/** Rows on a page. */
export function pageSizeOf(prefer: string): number {
  return askedPageSize(prefer) ?? MAX_PAGE_SIZE;
}
