import type { DeadLetter } from '../message/dead-letter.ts';

/** Names of the columns. */
export const HEADER = 'TIME                      NUMBER  REASON  EVENT AND RECORDS';

/** A dead letter as one line of JSON, for scripts. Pure. */
export function jsonOf({ enqueuedAt, ...deadLetter }: DeadLetter): string {
  return JSON.stringify({ ...deadLetter, enqueuedAt: timeOf(enqueuedAt) });
}

/** A dead letter as a line for people, or as two where one would be wider than the terminal. Pure. */
export function linesOf(deadLetter: DeadLetter, width: number): string[] {
  const { sequenceNumber, reason, table, message, records, enqueuedAt, replays } = deadLetter;
  const about = records.map((record) => `${record.table} ${record.id}`).join(', ');
  const again = replays === 0 ? '' : `, replayed ${replays} times`;
  const first = `${timeOf(enqueuedAt) ?? '?'}  ${sequenceNumber}  ${reason}`;
  const second = `${message} of ${records.length === 0 ? table : about}${again}`;
  return first.length + second.length + 2 <= width ? [`${first}  ${second}`] : [first, `  ${second}`];
}

function timeOf(enqueuedAt: number | undefined): string | null {
  return enqueuedAt === undefined ? null : new Date(enqueuedAt).toISOString();
}
