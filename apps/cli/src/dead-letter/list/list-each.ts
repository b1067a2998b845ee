import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import { type Row, tableLines } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { durationText } from '../../time/duration-text.ts';
import type { DeadLetter } from '../message/dead-letter.ts';
import { nextStep } from '../message/next-step.ts';
import { createSelection } from '../selection/selection.ts';
import type { EachOptions, ListOptions } from './list-command.ts';
import { type ListPorts, lookAtAll } from './look-at-all.ts';

/** `dead-letter list --each`: one page of dead letters, with their numbers and what to do next. */
export async function listEach(
  { filter, json, peekRate }: ListOptions,
  each: EachOptions,
  ports: ListPorts,
): Promise<ExitCode> {
  const { terminal, queue } = ports;
  const selection = createSelection(filter);
  const kept: DeadLetter[] = [];
  let count = 0;
  const looked = await lookAtAll(ports, peekRate, (deadLetter) => {
    if (!selection.includes(deadLetter)) return;
    count += 1;
    keep(kept, deadLetter, each);
  });
  const page = pageOf(kept, each);
  if (json) {
    const { page: number, limit } = each;
    const deadLetters = page.map(jsonOf);
    terminal.print(
      JSON.stringify({ queue: queue.name, count, of: looked, page: number, limit, deadLetters }),
    );
  } else {
    for (const line of pageLines(page, count, each, ports)) terminal.print(line);
  }
  for (const hint of selection.hints()) terminal.log(hint);
  return EXIT.done;
}

/** Keeps no more than the pages up to the one that is shown. */
function keep(kept: DeadLetter[], deadLetter: DeadLetter, { sort, page, limit }: EachOptions): void {
  if (kept.length < page * limit) kept.push(deadLetter);
  else if (sort === 'newest') {
    kept.shift();
    kept.push(deadLetter);
  }
}

function pageOf(kept: readonly DeadLetter[], { sort, page, limit }: EachOptions): DeadLetter[] {
  const sorted = sort === 'newest' ? kept.toReversed() : kept;
  return sorted.slice((page - 1) * limit, page * limit);
}

function jsonOf({ enqueuedAt, ...deadLetter }: DeadLetter): object {
  const time = enqueuedAt === undefined ? null : new Date(enqueuedAt).toISOString();
  return { ...deadLetter, enqueuedAt: time, next: nextStep(deadLetter.reason) };
}

function pageLines(
  page: readonly DeadLetter[],
  count: number,
  { sort, page: number, limit }: EachOptions,
  { terminal, queue, clock }: ListPorts,
): string[] {
  const first = (number - 1) * limit + 1;
  const shown =
    page.length === 0 ? 'none on this page' : `${first} to ${first + page.length - 1}, ${sort} first`;
  const more = first + limit <= count ? [`The next page: --page ${number + 1}`] : [];
  const title = `${queue.name}: ${count} dead letters${count === 0 ? '' : `; ${shown}`}`;
  return [title, ...(page.length === 0 ? [] : eachLines(page, terminal, clock.now())), ...more];
}

/** A line each where that fits; else reason, record and next step below each other. */
function eachLines(
  page: readonly DeadLetter[],
  { palette: { dim }, width }: Pick<Terminal, 'palette' | 'width'>,
  now: number,
): string[] {
  const header = (names: readonly string[]) => names.map((text) => ({ text, paint: dim }));
  const names = ['NUMBER', 'AGE', 'REPLAYS'];
  const wide = tableLines(
    page.map((each): Row => [...numbersOf(each, now), each.reason, recordsOf(each), nextStep(each.reason)]),
    { width: Number.POSITIVE_INFINITY, header: header([...names, 'REASON', 'RECORD', 'NEXT']) },
  );
  const plain = tableLines(
    page.map(
      (each): Row => [
        ...numbersOf(each, now),
        `${each.reason}\n${recordsOf(each)}\n${nextStep(each.reason)}`,
      ],
    ),
    { width, header: header([...names, 'REASON, RECORD, NEXT']) },
  );
  return wide.every(({ length }) => length <= width) ? wide : plain;
}

function numbersOf({ sequenceNumber, enqueuedAt, replays }: DeadLetter, now: number): Row {
  return [
    { text: sequenceNumber, right: true },
    enqueuedAt === undefined ? '?' : durationText(now - enqueuedAt),
    { text: String(replays), right: true },
  ];
}

function recordsOf({ table, records: [record, ...more] }: DeadLetter): string {
  if (record === undefined) return table;
  return `${record.table} ${record.id}${more.length === 0 ? '' : ` and ${more.length} more`}`;
}
