import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { aDeadLetterQueue, type DeadLetterQueue, until } from '@spotler-connector/local-services';
import type { CreateQueueOptions } from '@spotler-connector/service-bus-emulator';
import { aChangeMessage, contactId } from './testing/a-change-message.ts';
import { runCli, startCli } from './testing/run-cli.ts';

const ORIGINAL_ID = 'spotler-replay-original-id';

let queue: DeadLetterQueue;
let folder: string;

async function aQueueWith(count: number, options?: CreateQueueOptions): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'replay-'));
  queue = await aDeadLetterQueue(options);
  const messages = Array.from({ length: count }, (_, number) => aChangeMessage(contactId(number), number));
  await queue.expire(messages);
}

function cli(...args: string[]) {
  return runCli(['dead-letter', ...args], { env: queue.env, cwd: folder });
}

afterEach(async () => {
  await queue.close();
  rmSync(folder, { recursive: true });
});

/** Waits until so few dead letters are left. */
function untilLeft(count: number) {
  return until(() => queue.deadLetters() <= count);
}

describe('dead-letter replay', () => {
  it('loses no dead letter when it is killed, and sends no more of them twice than it was killed', async () => {
    const MESSAGES = 900;
    const KILL_AT = [831, 500, 201];
    await aQueueWith(MESSAGES, { lockDuration: 'PT2S' });
    await cli('replay', '--all', '--plan-out', 'plan.jsonl');
    const replay = ['dead-letter', 'replay', '--plan', 'plan.jsonl', '--yes', '--rate', '0'];
    for (const left of KILL_AT) {
      const run = startCli(replay, { env: queue.env, cwd: folder });
      await untilLeft(left);
      run.child.kill('SIGKILL');
      await run.ended;
    }
    const last = await runCli(replay, { env: queue.env, cwd: folder });
    expect(last.exitCode).toBe(0);
    expect(queue.deadLetters()).toBe(0);

    const arrived = (await queue.drain()).map(
      ({ applicationProperties }) => applicationProperties?.[ORIGINAL_ID],
    );
    expect(new Set(arrived).size).toBe(MESSAGES);
    expect(arrived.length).toBeLessThanOrEqual(MESSAGES + KILL_AT.length);
    expect((await runCli(replay, { env: queue.env, cwd: folder })).exitCode).toBe(3);
  }, 60_000);

  it('finishes the message in hand on Ctrl-C and says how to resume', async () => {
    await aQueueWith(200);
    const run = startCli(['dead-letter', 'replay', '--all', '--yes', '--rate', '40'], {
      env: queue.env,
      cwd: folder,
    });
    await untilLeft(190);
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(1);
    const [, plan = ''] = /--plan (replay-\w+\.jsonl)/.exec(run.stderr()) ?? [];
    const left = queue.deadLetters();
    expect(left).toBeGreaterThan(0);
    // What it had locked is free again at once: nothing has to wait for a lock's end.
    const { exitCode, stdout } = await cli('replay', '--plan', plan, '--yes', '--rate', '0');
    expect(stdout).toContain(`replay ${left} dead letters; ${200 - left} are done already`);
    expect(exitCode).toBe(0);
    expect(await queue.drain()).toHaveLength(200);
  });

  it('replays what was chosen and leaves the others as they are', async () => {
    await aQueueWith(30);
    await queue.deadLetter([aChangeMessage(contactId(7), 1_007)], 'SpotlerRejected');
    await queue.deadLetter([{ body: 'canary, and no JSON' }], 'MalformedMessage');
    const { exitCode, stdout } = await cli('replay', '--reason', 'SpotlerRejected', '--yes');
    expect(stdout).toContain('Replayed 1; 0 are left.');
    expect(exitCode).toBe(0);
    const [message, ...more] = await queue.drain();
    expect(more).toEqual([]);
    expect(message?.body).toEqual(JSON.parse(String(aChangeMessage(contactId(7), 1_007).body)));
    expect(message?.applicationProperties).toMatchObject({
      'spotler-replay-count': 1,
      'spotler-replay-first-reason': 'SpotlerRejected',
      [ORIGINAL_ID]: 'message-1007',
    });
    expect(message?.applicationProperties).not.toHaveProperty('DeadLetterReason');
    expect(queue.deadLetters()).toBe(31);
    const receiver = queue.client.createReceiver('dataverse-changes', { subQueueType: 'deadLetter' });
    const others = await receiver.receiveMessages(31, { maxWaitTimeInMs: 2_000 });
    expect(others.map(({ deliveryCount }) => deliveryCount)).toEqual(others.map(() => 0));
    expect(others).toHaveLength(31);
  });

  it('reaches messages behind more unwanted ones than a link can hold', async () => {
    await aQueueWith(3_300, { lockDuration: 'PT1M' });
    await queue.deadLetter([aChangeMessage(contactId(1), 9_999)], 'NotErased');
    const { exitCode } = await cli('replay', '--reason', 'NotErased', '--yes', '--peek-rate', '0');
    expect(exitCode).toBe(0);
    expect(queue.deadLetters()).toBe(3_300);
    expect(await queue.drain()).toHaveLength(1);
  });

  it('changes nothing with --dry-run, without --yes where nobody can be asked, and when there is nothing', async () => {
    await aQueueWith(3);
    expect((await cli('replay', '--all', '--dry-run')).exitCode).toBe(0);
    const unasked = await cli('replay', '--all');
    expect(unasked.stderr).toContain('Nobody can be asked here; add --yes');
    expect(unasked.exitCode).toBe(2);
    expect((await cli('replay', '--reason', 'NotErased', '--yes')).exitCode).toBe(3);
    expect(queue.deadLetters()).toBe(3);
  });

  it('parks a message that was replayed often enough', async () => {
    await aQueueWith(0);
    const stamped = { ...aChangeMessage(contactId(1)), applicationProperties: { 'spotler-replay-count': 3 } };
    await queue.deadLetter([stamped, aChangeMessage(contactId(2), 2)]);
    const { stdout } = await cli('replay', '--all', '--yes');
    expect(stdout).toContain('Parked: 1 were replayed as often as --max-replays allows');
    expect(queue.deadLetters()).toBe(1);
    expect((await cli('replay', '--all', '--yes', '--max-replays', '4')).exitCode).toBe(0);
    expect(queue.deadLetters()).toBe(0);
  });

  it('is not swallowed by duplicate detection, as the same message id would be', async () => {
    await aQueueWith(0, { requiresDuplicateDetection: true });
    await queue.deadLetter([aChangeMessage(contactId(1))]);
    const sender = queue.client.createSender('dataverse-changes');
    await sender.sendMessages(aChangeMessage(contactId(1)));
    expect(await queue.drain()).toHaveLength(0);
    expect((await cli('replay', '--all', '--yes')).exitCode).toBe(0);
    expect(await queue.drain()).toHaveLength(1);
  });

  it('reaches a message behind many unwanted ones at a low rate too', async () => {
    await aQueueWith(400, { lockDuration: 'PT10S' });
    await queue.deadLetter([aChangeMessage(contactId(1), 9_999)], 'NotErased');
    const { exitCode } = await cli('replay', '--reason', 'NotErased', '--yes', '--rate', '0.5');
    expect(exitCode).toBe(0);
    expect(await queue.drain()).toHaveLength(1);
  }, 60_000);

  it('parks a message that grew too large, names it, and replays those behind it', async () => {
    await aQueueWith(0, { maxMessageSizeInKilobytes: 1 });
    const padded = { ...aChangeMessage(contactId(2), 2), body: 'x'.repeat(650) };
    await queue.deadLetter([aChangeMessage(contactId(1), 1), padded, aChangeMessage(contactId(3), 3)]);
    const first = await cli('replay', '--all', '--yes');
    expect(first.stdout).toContain('Replayed 2; 1 could not be sent; 0 are left.');
    expect(first.stderr).toMatch(/does not take \d+: left where it was\./);
    expect(first.exitCode).toBe(1);
    expect(queue.deadLetters()).toBe(1);
    expect(await queue.drain()).toHaveLength(2);
  }, 60_000);

  it('sends nothing that was planned in another namespace', async () => {
    await aQueueWith(2);
    await cli('replay', '--all', '--plan-out', 'plan.jsonl');
    const other = await aDeadLetterQueue();
    try {
      await other.deadLetter([aChangeMessage(contactId(8), 8), aChangeMessage(contactId(9), 9)]);
      const replay = ['dead-letter', 'replay', '--plan', 'plan.jsonl', '--yes'];
      const refused = await runCli(replay, { env: other.env, cwd: folder });
      expect(refused.stderr).toContain('and configured is dataverse-changes in ');
      expect(refused.exitCode).toBe(2);
      // Nor when somebody writes the other namespace into the plan.
      const plan = join(folder, 'plan.jsonl');
      const namespaceOf = ({ emulator }: DeadLetterQueue) =>
        /sb:\/\/([^;/]+)/.exec(emulator.connectionString)?.[1] ?? '';
      const text = readFileSync(plan, 'utf8');
      expect(text).toContain(namespaceOf(queue));
      writeFileSync(plan, text.replace(namespaceOf(queue), namespaceOf(other)));
      const { stdout, exitCode } = await runCli(replay, { env: other.env, cwd: folder });
      expect(stdout).toContain('Replayed 0; 2 are not those that were planned; 0 are left.');
      expect(exitCode).toBe(1);
      expect(other.deadLetters()).toBe(2);
      expect((await cli('replay', '--plan', 'plan.jsonl', '--dry-run')).exitCode).toBe(2);
    } finally {
      await other.close();
    }
  }, 60_000);
});
