import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { EXIT } from '../../failure/exit-code.ts';
import { aDeadLetter } from '../../testing/a-dead-letter.ts';
import { aDeadLetterQueue } from '../../testing/a-dead-letter-queue.ts';
import { aTerminal } from '../../testing/a-terminal.ts';
import { understood } from '../../testing/understood.ts';
import type { PurgeOptions } from './purge-command.ts';
import { purgeDeadLetters } from './purge-dead-letters.ts';

const NOON = Date.parse('2026-01-31T12:00:00Z');

async function purged(changes: Partial<PurgeOptions> = {}, answer = true) {
  const terminal = aTerminal();
  const queue = aDeadLetterQueue([
    aDeadLetter({ number: 1, enqueuedTimeUtc: new Date(NOON - 86_400_000) }),
    aDeadLetter({ number: 2, enqueuedTimeUtc: new Date(NOON) }),
  ]);
  const options: PurgeOptions = {
    filter: { until: NOON },
    json: false,
    dryRun: false,
    yes: false,
    rate: 0,
    peekRate: 0,
    ...changes,
  };
  const exitCode = await purgeDeadLetters(options, {
    terminal,
    queue,
    confirm: async () => answer,
    clock: createManualClock(NOON),
    signal: new AbortController().signal,
    lockWaitMs: 60_000,
  });
  return { exitCode, queue, text: terminal.stdout() };
}

describe('purgeDeadLetters', () => {
  it('deletes what is meant and frees the rest', async () => {
    const { exitCode, queue, text } = await purged();
    expect(text).toContain('changes in contoso.servicebus.windows.net: delete 1 dead letters');
    expect(text).toContain('Deleted 1; 0 are left.');
    expect(queue.left()).toEqual(['2']);
    expect(queue.sent).toEqual([]);
    expect(exitCode).toBe(EXIT.done);
  });

  it.each<[string, Partial<PurgeOptions>, boolean, number]>([
    ['--dry-run', { dryRun: true }, true, EXIT.done],
    ['a no', {}, false, EXIT.nothingToDo],
    ['nothing meant', { filter: { until: 0 } }, true, EXIT.nothingToDo],
  ])('deletes nothing with %s', async (_, changes, answer, expected) => {
    const { exitCode, queue } = await purged(changes, answer);
    expect(queue.left()).toEqual(['1', '2']);
    expect(queue.events).toEqual([]);
    expect(exitCode).toBe(expected);
  });

  it('writes JSON', async () => {
    expect(JSON.parse((await purged({ json: true }, false)).text)).toEqual({ queue: 'changes', toDelete: 1 });
    expect(JSON.parse((await purged({ json: true, yes: true })).text)).toEqual({
      ended: 'done',
      deleted: 1,
      missing: 0,
      left: 0,
    });
  });
});

describe('the command line of dead-letter purge', () => {
  it('means what is older', async () => {
    const { options } = (await understood('dead-letter purge --older-than 30d', NOON)) ?? {};
    expect(options).toMatchObject({ filter: { until: NOON - 30 * 86_400_000 }, yes: false });
  });

  it.each([
    ['dead-letter purge', 'Say which'],
    ['dead-letter purge --all --older-than 1d', '--all goes with no filter'],
    ['dead-letter purge --older-than old', 'A duration is'],
  ])('refuses %s', async (line, message) => {
    await expect(understood(line)).rejects.toThrow(message);
  });
});
