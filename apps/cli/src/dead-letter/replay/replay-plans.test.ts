import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EXIT } from '../../failure/exit-code.ts';
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

describe('a plan of replaying', () => {
  it('parks what was replayed often enough, and names it', async () => {
    const queue = aQueueWith({ number: 7, applicationProperties: { [STAMP.count]: 3 } }, { number: 8 });
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
    const queue = aQueueWith({ number: 1 }, { number: 2 });
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
    const queue = aQueueWith({ number: 1 }, { number: 2 });
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

  it('fails when some were no dead letters any more, and does not call them done', async () => {
    const queue = aQueueWith({ number: 1 }, { number: 2 });
    await replayed(queue, { planOut: 'plan.jsonl' });
    const fewer = aQueueWith({ number: 1 });
    const choice = { kind: 'plan', path: 'plan.jsonl' } as const;
    const { exitCode, text } = await replayed(fewer, { choice });
    expect(text).toContain('Replayed 1; 1 were no dead letters any more; 0 are left.');
    expect(exitCode).toBe(EXIT.failed);
    expect((await replayed(queue, { choice, dryRun: true })).text).toContain(
      'replay 1 dead letters; 1 are done',
    );
  });

  it('names those that can not be sent, fails, and does not try them again', async () => {
    const queue = aQueueWith({ number: 1 }, { number: 2 });
    queue.sender.sendMessages = () => Promise.reject(new TypeError('canary'));
    const { exitCode, text, notes } = await replayed(queue);
    expect(text).toContain('Replayed 0; 2 could not be sent; 0 are left.');
    expect(notes).toContain('does not take 1, 2: left where it was.');
    expect(exitCode).toBe(EXIT.failed);
    const choice = { kind: 'plan', path: 'replay-abc.jsonl' } as const;
    expect((await replayed(queue, { choice })).exitCode).toBe(EXIT.nothingToDo);
  });
});
