import { printableLines, printableText } from '../../terminal/printable-text.ts';
import { tableLines } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { durationText } from '../../time/duration-text.ts';
import type { DeadLetterDetails } from './dead-letter-details.ts';

/** How much is shown. */
export interface DetailOptions {
  /** Properties and body too. */
  readonly withBody: boolean;
  /** Ages count from then, in milliseconds since 1970. */
  readonly now: number;
}

type Detail = readonly [name: string, value: unknown];

/** A message can name hundreds of records. */
const MAX_RECORDS = 5;

/** A dead letter as people read it: one screen, unless its body is shown too. Pure. */
export function detailLines(
  details: DeadLetterDetails,
  { withBody, now }: DetailOptions,
  { palette: { bold, dim }, width }: Pick<Terminal, 'palette' | 'width'>,
): string[] {
  const { body, sequenceNumber, next } = details;
  const shown = [...happened(details, now), ...(withBody ? technical(details) : [])];
  const rows = [...shown, ['next step', next] as const].flatMap(([name, value]) =>
    value === null ? [] : [[{ text: printableText(name), paint: dim }, printableText(String(value))]],
  );
  const text = withBody
    ? printableLines(typeof body === 'string' ? body : JSON.stringify(body, null, 2))
    : [];
  return [
    bold(`Dead letter ${sequenceNumber}`),
    ...tableLines(rows, { width }),
    ...(withBody ? [dim('body'), ...text] : [dim('--body shows properties and body, masked.')]),
  ];
}

function happened(details: DeadLetterDetails, now: number): Detail[] {
  const { reason, description, malformed, message, table, records, replays, firstReason, enqueuedAt } =
    details;
  const age = enqueuedAt === null ? '?' : `${enqueuedAt} (${durationText(now - Date.parse(enqueuedAt))} ago)`;
  const more = records.length - MAX_RECORDS;
  return [
    ['reason', reason],
    ['description', description],
    ['malformed', malformed],
    ['event', `${message} of ${table}`],
    ...records.slice(0, MAX_RECORDS).map(({ table: of, id }) => ['record', `${of} ${id}`] as const),
    ['more records', more > 0 ? more : null],
    ['enqueued', age],
    ['replays', replays],
    ['first reason', firstReason],
  ];
}

function technical(details: DeadLetterDetails): Detail[] {
  const { messageId, deliveryCount, operationId, correlationId, contentType, bodyBytes, properties } =
    details;
  const own = { messageId, deliveryCount, operationId, correlationId, contentType, bodyBytes };
  return [
    ...Object.entries(own),
    ...Object.entries(properties).map(([name, value]) => ['property', `${name} = ${String(value)}`] as const),
  ];
}
