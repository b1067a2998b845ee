import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { EXIT } from '../../failure/exit-code.ts';
import { aDeadLetter, RECORD_ID } from '../../testing/a-dead-letter.ts';
import { aDeadLetterQueue } from '../../testing/a-dead-letter-queue.ts';
import { aTerminal } from '../../testing/a-terminal.ts';
import type { EachOptions, ListOptions } from './list-command.ts';
import { listDeadLetters } from './list-dead-letters.ts';

const clock = createManualClock(Date.parse('2026-01-31T14:00:00Z'));

async function listed(each: Partial<EachOptions> = {}, changes: Partial<ListOptions> = {}, columns?: number) {
  const terminal = aTerminal(columns === undefined ? {} : { isTTY: true, columns });
  const queue = aDeadLetterQueue(
    Array.from({ length: 120 }, (_, index) => aDeadLetter({ number: index + 1 })),
  );
  const exitCode = await listDeadLetters(
    {
      filter: {},
      by: ['reason'],
      each: { sort: 'oldest', page: 1, limit: 50, ...each },
      json: false,
      peekRate: 0,
      ...changes,
    },
    { terminal, queue, clock },
  );
  return { exitCode, lines: terminal.stdout().split('\n'), notes: terminal.stderr(), events: queue.events };
}

describe('list --each', () => {
  it('lists one page with numbers, ages, records and next steps, a line each where nobody reads it', async () => {
    const { exitCode, lines, events } = await listed();
    expect(lines[0]).toBe('changes: 120 dead letters; 1 to 50, oldest first');
    expect(lines[1]).toMatch(/^NUMBER {2}AGE {2}REPLAYS {2}REASON +RECORD +NEXT$/);
    expect(lines[2]).toMatch(
      new RegExp(`^ +1 {2}2h +0 {2}SpotlerRejected {2}contact ${RECORD_ID} {2}correct the record`),
    );
    expect(lines.at(-2)).toBe('The next page: --page 2');
    expect(lines).toHaveLength(54);
    expect({ exitCode, events }).toEqual({ exitCode: EXIT.done, events: [] });
  });

  it.each<[Partial<EachOptions>, string, string[]]>([
    [{ page: 3 }, '101 to 120', ['101', '120']],
    [{ sort: 'newest', limit: 2 }, '1 to 2, newest first', ['120', '119']],
    [{ sort: 'newest', limit: 50, page: 3 }, '101 to 120', ['20', '1']],
    [{ page: 4 }, 'none on this page', []],
  ])('shows the page that is asked for: %j', async (each, title, ends) => {
    const { lines } = await listed(each);
    expect(lines[0]).toContain(title);
    const numbers = lines.flatMap((line) => /^ *(\d+) {2}2h/.exec(line)?.[1] ?? []);
    expect(numbers.length === 0 ? [] : [numbers[0], numbers.at(-1)]).toEqual(ends);
  });

  it.each([60, 80, 100, 200])('fits into a terminal of %d columns', async (columns) => {
    const { lines } = await listed({}, {}, columns);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(columns);
    expect(lines.join('\n')).toContain(RECORD_ID);
  });

  it('writes one JSON value', async () => {
    const { lines } = await listed({ limit: 1 }, { json: true });
    expect(JSON.parse(lines.join('\n'))).toEqual({
      queue: 'changes',
      count: 120,
      of: 120,
      page: 1,
      limit: 1,
      deadLetters: [
        {
          sequenceNumber: '1',
          reason: 'SpotlerRejected',
          table: 'contact',
          message: 'Update',
          records: [{ table: 'contact', id: RECORD_ID }],
          enqueuedAt: '2026-01-31T12:00:00.000Z',
          replays: 0,
          next: expect.any(String),
        },
      ],
    });
  });

  it('says which reasons there are when the wanted one is unknown', async () => {
    const { lines, notes } = await listed({}, { filter: { reason: 'Spotlr' } });
    expect(lines[0]).toBe('changes: 0 dead letters');
    expect(notes).toContain('There are: SpotlerRejected (120).');
  });
});
