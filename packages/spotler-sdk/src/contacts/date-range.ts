/** A span of time. */
export interface DateRange {
  /**
   * Start. A text must be ISO 8601 with an offset or `Z`: which zone Spotler assumes otherwise is not
   * documented.
   */
  readonly from: Date | string;
  /** End, as `from`. Spotler does not document whether it is included. */
  readonly to: Date | string;
}

const ISO_WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** Gives the query parameters of a range. Throws a TypeError for a date that cannot be sent. */
export function rangeQuery({ from, to }: DateRange): ReadonlyArray<readonly [string, string]> {
  return [
    ['fromDate', dateText('from', from)],
    ['toDate', dateText('to', to)],
  ];
}

function dateText(name: string, date: Date | string): string {
  const text = typeof date === 'string' ? date : wholeSeconds(date);
  if (ISO_WITH_OFFSET.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new TypeError(`${name} must be a date, or an ISO 8601 text with an offset`);
}

/** The form that the vendor's own shop connector sends, which has no fractions of a second. */
function wholeSeconds(date: Date): string {
  return Number.isNaN(date.getTime()) ? String(date) : date.toISOString().replace(/\.\d+Z/, '+00:00');
}
