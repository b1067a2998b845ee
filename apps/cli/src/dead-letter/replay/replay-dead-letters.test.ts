import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EXIT } from '../../failure/exit-code.ts';
import { aDeadLetter } from '../../testing/a-dead-letter.ts';
import { aQueueWith, replayed } from '../../testing/replayed.ts';
import { STAMP } from '../message/replay-stamp.ts';

let folder: string;
let home: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replay-'));
  home = process.cwd();
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

describe('replayDeadLetters', () => {
  it('shows the plan, replays, and says what it did', async () => {
    const queue = aQueueWith({ number: 1 }, { number: 2, deadLetterReason: 'NotErased' });
    const { exitCode, text } = await replayed(queue);
    expect(text.split('\n')).toEqual([
      'Plan for changes in contoso.servicebus.windows.net: replay 2 dead letters',
      'COUNT  REASON           TABLE    MESSAGE  REPLAYS  OLDEST  NEWEST',
      '    1  SpotlerRejected  contact  Update   0        2h      2h',
      '    1  NotErased        contact  Update   0        2h      2h',
      'Replayed 2; 0 are left.',
      '',
    ]);
    expect(queue.left()).toEqual([]);
    expect(exitCode).toBe(EXIT.done);
  });

  it('changes nothing after a no, and leaves no file', async () => {
    const queue = aQueueWith({ number: 1 });
    const { exitCode, notes } = await replayed(queue, { yes: false });
    expect(notes).toContain('Nothing was replayed.');
    expect({ events: queue.events, files: readdirSync('.') }).toEqual({ events: [], files: [] });
    expect(exitCode).toBe(EXIT.nothingToDo);
  });

  it('says how to resume when it is stopped', async () => {
    const stop = new AbortController();
    const confirm = async () => {
      stop.abort();
      return true;
    };
    const ports = { confirm, signal: stop.signal };
    const { exitCode, text, notes } = await replayed(aQueueWith({ number: 1 }), { yes: false }, ports);
    expect(text).toContain('Replayed 0; 1 are left.');
    expect(notes).toContain('Resume with: spotler-connector dead-letter replay --plan replay-abc.jsonl');
    expect(exitCode).toBe(EXIT.failed);
  });

  it('stops a ramp after the first message when it comes back', async () => {
    const queue = aQueueWith({ number: 1 }, { number: 2 }, { number: 3 });
    const back = aDeadLetter({
      number: 9,
      applicationProperties: { [STAMP.run]: 'abc' },
      deadLetterReason: 'NotErased',
    });
    const peek = queue.deadLetters.peekMessages;
    queue.deadLetters.peekMessages = async (count, options) => {
      const found = await peek(count, options);
      const beyond = options?.fromSequenceNumber?.greaterThan(3) === true;
      return queue.sent.length > 0 && beyond && options?.fromSequenceNumber?.lessThan(9) === true
        ? [back]
        : found;
    };
    const { exitCode, text, notes } = await replayed(queue, { ramp: true, json: true });
    expect(JSON.parse(text)).toMatchObject({
      ended: 'came-back',
      replayed: 1,
      left: 2,
      cameBack: [{ sequenceNumber: '9', reason: 'NotErased' }],
    });
    expect(notes).toContain('Stopped: 1 of the replayed messages came back as dead letters (NotErased).');
    expect(exitCode).toBe(EXIT.failed);
  });

  it('waits for the worker at the end when it is to, and says what came back', async () => {
    const queue = aQueueWith({ number: 1 }, { number: 2 });
    const { exitCode, text } = await replayed(queue, { waitMs: 0 });
    expect(text).toContain('The worker is through with all of them.');
    expect(exitCode).toBe(EXIT.done);
  });

  it('ramps up to the end while nothing comes back', async () => {
    const queue = aQueueWith(...Array.from({ length: 10 }, (_, index) => ({ number: index + 1 })));
    const { exitCode, notes } = await replayed(queue, { ramp: true });
    expect(notes).toContain('Ramp: 5 replayed at once; waiting for the worker');
    expect(queue.left()).toEqual([]);
    expect(exitCode).toBe(EXIT.done);
  });

  it('sends into a topic only when that was allowed', async () => {
    const queue = aQueueWith({ number: 1 });
    queue.throughTopic = true;
    await expect(replayed(queue)).rejects.toThrow('every subscription of it gets them');
    expect((await replayed(queue, { throughTopic: true })).exitCode).toBe(EXIT.done);
  });
});
