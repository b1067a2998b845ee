import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { EXIT } from '../../failure/exit-code.ts';
import { aDeadLetter, type DeadLetterChanges } from '../../testing/a-dead-letter.ts';
import { aDeadLetterQueue, type FakeDeadLetterQueue } from '../../testing/a-dead-letter-queue.ts';
import { aTerminal } from '../../testing/a-terminal.ts';
import { STAMP } from '../message/replay-stamp.ts';
import { replayDeadLetters } from './replay-dead-letters.ts';
import type { ReplayOptions } from './replay-options.ts';
import type { ReplayPorts } from './replay-ports.ts';

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

const ALL = { kind: 'filter', filter: {} } as const;

function aQueue(...changes: DeadLetterChanges[]): FakeDeadLetterQueue {
  return aDeadLetterQueue(changes.map((each) => aDeadLetter(each)));
}

async function replayed(
  queue: FakeDeadLetterQueue,
  changes: Partial<ReplayOptions> = {},
  ports: Partial<ReplayPorts> = {},
) {
  const terminal = aTerminal();
  const exitCode = await replayDeadLetters(
    {
      choice: ALL,
      dryRun: false,
      yes: true,
      rate: 0,
      ramp: false,
      rampWaitMs: 0,
      maxReplays: 3,
      throughTopic: false,
      peekRate: 0,
      json: false,
      ...changes,
    },
    {
      terminal,
      queue,
      confirm: async () => false,
      newRun: () => 'abc',
      clock: createManualClock(Date.parse('2026-01-31T14:00:00Z')),
      signal: new AbortController().signal,
      lockWaitMs: 60_000,
      ...ports,
    },
  );
  return { exitCode, text: terminal.stdout(), notes: terminal.stderr() };
}

describe('replayDeadLetters', () => {
  it('shows the plan, replays, and says what it did', async () => {
    const queue = aQueue({ number: 1 }, { number: 2, deadLetterReason: 'NotErased' });
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
    const queue = aQueue({ number: 1 });
    const { exitCode, notes } = await replayed(queue, { yes: false });
    expect(notes).toContain('Nothing was replayed.');
    expect({ events: queue.events, files: readdirSync('.') }).toEqual({ events: [], files: [] });
    expect(exitCode).toBe(EXIT.nothingToDo);
  });

  it('parks what was replayed often enough, and names it', async () => {
    const queue = aQueue({ number: 7, applicationProperties: { [STAMP.count]: 3 } }, { number: 8 });
    const { text } = await replayed(queue, { dryRun: true });
    expect(text).toContain('replay 1 dead letters');
    expect(text).toContain(
      'Parked: 1 were replayed as often as --max-replays allows and stay where they are: 7.',
    );
    const declined = await replayed(queue, { yes: false, json: true });
    expect(JSON.parse(declined.text)).toEqual(expect.any(Object));
    expect(JSON.parse((await replayed(queue, { dryRun: true, json: true })).text)).toMatchObject({
      toReplay: 1,
      parked: ['7'],
    });
  });

  it('writes a plan that another run carries out, for the same queue only', async () => {
    const queue = aQueue({ number: 1 }, { number: 2 });
    await replayed(queue, { planOut: 'plan.jsonl' });
    expect(queue.events).toEqual([]);
    queue.name = 'another';
    const choice = { kind: 'plan', path: 'plan.jsonl' } as const;
    await expect(replayed(queue, { choice })).rejects.toThrow('and configured is another in contoso');
    queue.name = 'changes';
    queue.namespace = 'fabrikam.servicebus.windows.net';
    await expect(replayed(queue, { choice })).rejects.toThrow(
      'about changes in contoso.servicebus.windows.net, and configured is changes in fabrikam',
    );
    expect(queue.events).toEqual([]);
    queue.namespace = 'contoso.servicebus.windows.net';
    expect((await replayed(queue, { choice })).exitCode).toBe(EXIT.done);
    expect((await replayed(queue, { choice })).exitCode).toBe(EXIT.nothingToDo);
  });

  it('keeps a plan of its own to resume with, and says so when it fails', async () => {
    const queue = aQueue({ number: 1 }, { number: 2 });
    const send = queue.sender.sendMessages;
    queue.sender.sendMessages = async (message) => {
      if (queue.sent.length === 1) throw new Error('away');
      await send(message);
    };
    await expect(replayed(queue)).rejects.toThrow('away');
    expect(existsSync('replay-abc.jsonl')).toBe(true);
    queue.sender.sendMessages = send;
    const { text } = await replayed(queue, { choice: { kind: 'plan', path: 'replay-abc.jsonl' } });
    expect(text).toContain('replay 1 dead letters; 1 are done already');
    expect(queue.sent).toHaveLength(2);
  });

  it('says how to resume when it is stopped', async () => {
    const stop = new AbortController();
    const confirm = async () => {
      stop.abort();
      return true;
    };
    const ports = { confirm, signal: stop.signal };
    const { exitCode, text, notes } = await replayed(aQueue({ number: 1 }), { yes: false }, ports);
    expect(text).toContain('Replayed 0; 1 are left.');
    expect(notes).toContain('Resume with: spotler-connector dead-letter replay --plan replay-abc.jsonl');
    expect(exitCode).toBe(EXIT.failed);
  });

  it('stops a ramp after the first message when it comes back', async () => {
    const queue = aQueue({ number: 1 }, { number: 2 }, { number: 3 });
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

  it('fails when some were no dead letters any more, and does not call them done', async () => {
    const queue = aQueue({ number: 1 }, { number: 2 });
    await replayed(queue, { planOut: 'plan.jsonl' });
    const fewer = aQueue({ number: 1 });
    const choice = { kind: 'plan', path: 'plan.jsonl' } as const;
    const { exitCode, text } = await replayed(fewer, { choice });
    expect(text).toContain('Replayed 1; 1 were no dead letters any more; 0 are left.');
    expect(exitCode).toBe(EXIT.failed);
    expect((await replayed(queue, { choice, dryRun: true })).text).toContain(
      'replay 1 dead letters; 1 are done',
    );
  });

  it('names those that can not be sent, fails, and does not try them again', async () => {
    const queue = aQueue({ number: 1 }, { number: 2 });
    queue.sender.sendMessages = () => Promise.reject(new TypeError('canary'));
    const { exitCode, text, notes } = await replayed(queue);
    expect(text).toContain('Replayed 0; 2 could not be sent; 0 are left.');
    expect(notes).toContain('does not take 1, 2: left where it was.');
    expect(exitCode).toBe(EXIT.failed);
    const choice = { kind: 'plan', path: 'replay-abc.jsonl' } as const;
    expect((await replayed(queue, { choice })).exitCode).toBe(EXIT.nothingToDo);
  });

  it('waits for the worker at the end when it is to, and says what came back', async () => {
    const queue = aQueue({ number: 1 }, { number: 2 });
    const { exitCode, text } = await replayed(queue, { waitMs: 0 });
    expect(text).toContain('The worker is through with all of them.');
    expect(exitCode).toBe(EXIT.done);
  });

  it('ramps up to the end while nothing comes back', async () => {
    const queue = aQueue(...Array.from({ length: 10 }, (_, index) => ({ number: index + 1 })));
    const { exitCode, notes } = await replayed(queue, { ramp: true });
    expect(notes).toContain('Ramp: 5 replayed at once; waiting for the worker');
    expect(queue.left()).toEqual([]);
    expect(exitCode).toBe(EXIT.done);
  });

  it('sends into a topic only when that was allowed', async () => {
    const queue = aQueue({ number: 1 });
    queue.throughTopic = true;
    await expect(replayed(queue)).rejects.toThrow('every subscription of it gets them');
    expect((await replayed(queue, { throughTopic: true })).exitCode).toBe(EXIT.done);
  });
});
