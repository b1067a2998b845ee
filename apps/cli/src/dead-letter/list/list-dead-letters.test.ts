import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { EXIT } from '../../failure/exit-code.ts';
import { aDeadLetter } from '../../testing/a-dead-letter.ts';
import { aDeadLetterQueue } from '../../testing/a-dead-letter-queue.ts';
import { aTerminal } from '../../testing/a-terminal.ts';
import type { ListOptions } from './list-command.ts';
import { listDeadLetters } from './list-dead-letters.ts';

const clock = createManualClock(Date.parse('2026-01-31T14:00:00Z'));

async function listed(changes: Partial<ListOptions> = {}) {
  const terminal = aTerminal();
  const deadLetters = Array.from({ length: 600 }, (_, index) =>
    aDeadLetter({ number: index + 1, deadLetterReason: index < 400 ? 'NotErased' : 'SpotlerRejected' }),
  );
  const queue = aDeadLetterQueue(deadLetters);
  const options: ListOptions = { filter: {}, by: ['reason', 'table'], json: false, peekRate: 0, ...changes };
  const exitCode = await listDeadLetters(options, { terminal, queue, clock });
  return { exitCode, text: terminal.stdout(), events: queue.events };
}

describe('listDeadLetters', () => {
  it('counts and groups page after page, and locks nothing', async () => {
    const { exitCode, text, events } = await listed();
    expect(text.split('\n')).toEqual([
      'changes: 600 dead letters',
      'COUNT  REASON           TABLE    OLDEST  NEWEST',
      '  400  NotErased        contact  2h      2h',
      '  200  SpotlerRejected  contact  2h      2h',
      '',
      'What to do next:',
      'NotErased        look for the contact in Spotler, then replay',
      'SpotlerRejected  correct the record or the field mapping, then replay',
      'dead-letter list --each lists them with their numbers.',
      '',
    ]);
    expect({ exitCode, events }).toEqual({ exitCode: EXIT.done, events: [] });
  });

  it('says how many of all were meant', async () => {
    expect((await listed({ filter: { reason: 'NotErased' } })).text).toContain('400 of 600 dead letters');
    expect((await listed({ filter: { table: 'lead' } })).text).toBe('changes: 0 of 600 dead letters\n');
  });

  it('writes JSON', async () => {
    expect(JSON.parse((await listed({ json: true, by: ['reason'] })).text)).toEqual({
      queue: 'changes',
      count: 600,
      of: 600,
      groups: [
        {
          reason: 'NotErased',
          count: 400,
          oldest: '2026-01-31T12:00:00.000Z',
          newest: '2026-01-31T12:00:00.000Z',
        },
        expect.objectContaining({ reason: 'SpotlerRejected', count: 200 }),
      ],
    });
  });
});
