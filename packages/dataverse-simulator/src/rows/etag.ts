import type { Row } from '../store/row.ts';

export function etagOf(row: Row): string {
  return `W/"${row.version}"`;
}

/** Whether an If-Match or If-None-Match header names this row's version; `*` names every one. */
export function namesVersion(header: string, row: Row): boolean {
  return header.split(',').some((tag) => ['*', etagOf(row)].includes(tag.trim()));
}
