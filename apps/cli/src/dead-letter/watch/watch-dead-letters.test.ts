import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { EXIT } from '../../failure/exit-code.ts';
import { aDeadLetter, RECORD_ID } from '../../testing/a-dead-letter.ts';
import { aDeadLetterQueue } from '../../testing/a-dead-letter-queue.ts';
import { aTerminal } from '../../testing/a-terminal.ts';
import { watchDeadLetters } from './watch-dead-letters.ts';

/** Watches a queue into which one dead letter more comes before each look, and stops when all have come. */
async function watched(json: boolean) {
  const terminal = aTerminal();
  const stop = new AbortController();
  const coming = [aDeadLetter({ number: 2 }), aDeadLetter({ number: 3, deadLetterReason: 'NotErased' })];
  const deadLetters: ServiceBusReceivedMessage[] = [aDeadLetter({ number: 1 })];
  const peeked: string[] = [];
  const queue = {
    name: 'changes',
    deadLetters: {
      async peekMessages(
        ...args: Parameters<ReturnType<typeof aDeadLetterQueue>['deadLetters']['peekMessages']>
      ) {
        const found = await aDeadLetterQueue(deadLetters).deadLetters.peekMessages(...args);
        peeked.push(...found.map(({ sequenceNumber }) => String(sequenceNumber)));
        if (found.length > 0) return found;
        const next = coming.shift();
        if (next === undefined) stop.abort();
        else deadLetters.push(next);
        return found;
      },
    },
  };
  const options = { filter: { reason: 'NotErased' }, everyMs: 1_000, json, peekRate: 0 };
  const clock = createManualClock();
  const watching = watchDeadLetters(options, { terminal, clock, queue, signal: stop.signal });
  await clock.advance(10_000);
  const exitCode = await watching;
  return { exitCode, terminal, peeked };
}

describe('watchDeadLetters', () => {
  it('passes over what is there and shows what comes, once', async () => {
    const { exitCode, terminal, peeked } = await watched(false);
    expect(terminal.stderr()).toBe('changes has 1 dead letters; watching for new ones.\n');
    expect(terminal.stdout()).toBe(
      `2026-01-31T12:00:00.000Z  3  NotErased  Update of contact ${RECORD_ID}\n`,
    );
    expect(peeked).toEqual(['1', '2', '3']);
    expect(exitCode).toBe(EXIT.done);
  });

  it('writes a JSON value a line', async () => {
    expect(JSON.parse((await watched(true)).terminal.stdout())).toMatchObject({
      sequenceNumber: '3',
      records: [{ table: 'contact', id: RECORD_ID }],
    });
  });
});
