import {
  ServiceBusError,
  type ServiceBusErrorCode,
  type ServiceBusReceivedMessage,
} from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { EXIT } from '../../failure/exit-code.ts';
import { aDeadLetter, RECORD_ID } from '../../testing/a-dead-letter.ts';
import { aDeadLetterQueue } from '../../testing/a-dead-letter-queue.ts';
import { aTerminal } from '../../testing/a-terminal.ts';
import type { WatchOptions } from './watch-command.ts';
import { watchDeadLetters } from './watch-dead-letters.ts';

const EVERY_MS = 1_000;

/** Dead letters in the queue at one look, or the code that Service Bus answers it with. */
type Look = readonly ServiceBusReceivedMessage[] | ServiceBusErrorCode;

/** Watches a queue that is as `looks` say, one after the other. */
async function watched(looks: readonly Look[], changes: Partial<WatchOptions> = {}, columns?: number) {
  const terminal = aTerminal({ isTTY: columns !== undefined, columns: columns ?? 80 });
  const stop = new AbortController();
  const clock = createManualClock();
  let turn = 0;
  const queue = {
    name: 'changes',
    deadLetters: {
      async peekMessages(
        ...args: Parameters<ReturnType<typeof aDeadLetterQueue>['deadLetters']['peekMessages']>
      ) {
        const look = looks[Math.min(turn, looks.length - 1)] ?? [];
        if (typeof look === 'string') throw new ServiceBusError('canary', look);
        return aDeadLetterQueue(look).deadLetters.peekMessages(...args);
      },
    },
  };
  const options = { filter: {}, everyMs: EVERY_MS, json: false, peekRate: 0, ...changes };
  const watching = watchDeadLetters(options, { terminal, clock, queue, signal: stop.signal });
  // Nothing fails unheard while time goes on.
  watching.catch(() => {});
  for (turn = 0; turn < looks.length; turn += 1) await clock.advance(turn === 0 ? 0 : EVERY_MS);
  stop.abort();
  return { exitCode: await watching, terminal };
}

function deadLetters(...numbers: number[]): ServiceBusReceivedMessage[] {
  return numbers.map((number) => aDeadLetter({ number }));
}

/** The numbers of the shown dead letters. */
function numbersIn(text: string): string[] {
  return [...text.matchAll(/Z {2}(\d+) {2}/g)].map(([, number = '']) => number);
}

describe('watchDeadLetters', () => {
  it('passes over what is there and shows what comes, once', async () => {
    const { exitCode, terminal } = await watched([
      deadLetters(1),
      deadLetters(1),
      deadLetters(1, 2),
      deadLetters(1, 2),
    ]);
    expect(terminal.stderr()).toBe('changes has 1 dead letters; watching for new ones.\n');
    expect(terminal.stdout()).toBe(
      `2026-01-31T12:00:00.000Z  2  SpotlerRejected  Update of contact ${RECORD_ID}\n`,
    );
    expect(exitCode).toBe(EXIT.done);
  });

  it('sees one whose number is lower than others that it saw: a dead letter keeps its number', async () => {
    const { terminal } = await watched([deadLetters(9), deadLetters(3, 9), deadLetters(3, 5, 9)]);
    expect(numbersIn(terminal.stdout())).toEqual(['3', '5']);
  });

  it('shows one again that was gone and is there again', async () => {
    const { terminal } = await watched([deadLetters(), deadLetters(4), deadLetters(), deadLetters(4)]);
    expect(numbersIn(terminal.stdout())).toEqual(['4', '4']);
  });

  it('shows only what the filter lets through', async () => {
    const other = aDeadLetter({ number: 3, deadLetterReason: 'NotErased' });
    const { terminal } = await watched([deadLetters(), [...deadLetters(2), other]], {
      filter: { reason: 'NotErased' },
    });
    expect(numbersIn(terminal.stdout())).toEqual(['3']);
  });

  it('begins with those that are there when it is asked since when', async () => {
    const since = Date.parse('2026-01-31T11:00:00Z');
    const old = aDeadLetter({ number: 1, enqueuedTimeUtc: new Date(since - 1) });
    const { terminal } = await watched(
      [
        [old, ...deadLetters(2)],
        [old, ...deadLetters(2, 3)],
      ],
      { filter: { since } },
    );
    expect(numbersIn(terminal.stdout())).toEqual(['2', '3']);
  });

  it('goes on after an outage, says so once, and misses nothing', async () => {
    const away = 'ServiceCommunicationProblem';
    const { terminal } = await watched([deadLetters(1), away, away, deadLetters(1, 2), deadLetters(1, 2)]);
    expect(terminal.stderr().split('\n').slice(1, -1)).toEqual([
      'Service Bus cannot be reached. Trying again.',
      'Service Bus answers again.',
    ]);
    expect(numbersIn(terminal.stdout())).toEqual(['2']);
  });

  it('ends when no waiting helps, and at once when it can not begin', async () => {
    await expect(watched([deadLetters(1), 'UnauthorizedAccess'])).rejects.toMatchObject({
      code: 'UnauthorizedAccess',
    });
    await expect(watched(['ServiceCommunicationProblem'])).rejects.toThrow();
  });

  it.each([60, 80])('fits into a terminal of %d columns, under a header', async (columns) => {
    const { terminal } = await watched([deadLetters(), deadLetters(2)], {}, columns);
    expect(terminal.stderr()).toContain('NUMBER  REASON');
    const lines = (terminal.stdout() + terminal.stderr()).split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(columns);
    expect(terminal.stdout()).toContain(RECORD_ID);
  });

  it('writes a JSON value a line', async () => {
    const { terminal } = await watched([deadLetters(), deadLetters(3)], { json: true });
    expect(JSON.parse(terminal.stdout())).toMatchObject({
      sequenceNumber: '3',
      records: [{ table: 'contact', id: RECORD_ID }],
    });
  });
});
