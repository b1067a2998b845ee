import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aDeadLetterQueue, type DeadLetterQueue, until } from '@spotler-connector/local-services';
import { aChangeMessage, CANARY, contactId } from './testing/a-change-message.ts';
import { runCli, startCli } from './testing/run-cli.ts';

let queue: DeadLetterQueue;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'canary-'));
  queue = await aDeadLetterQueue();
  await queue.deadLetter([aChangeMessage(contactId(1), 1)]);
  await queue.deadLetter([aChangeMessage(contactId(2), 2)], `Failed for ${CANARY}`, `Said ${CANARY}`);
  await queue.deadLetter([{ body: CANARY, messageId: CANARY, contentType: CANARY, subject: CANARY }]);
});

afterAll(async () => {
  await queue.close();
  rmSync(folder, { recursive: true });
});

describe('no name, no address and no body', () => {
  it.each([
    [['dead-letter', 'list', '--by', 'reason,table,message,replays']],
    [['dead-letter', 'list', '--json']],
    [['dead-letter', 'show', '1']],
    [['dead-letter', 'show', '2']],
    [['dead-letter', 'show', '3', '--json']],
    [['dead-letter', 'show', '3', '--reveal']],
    [['dead-letter', 'replay', '--all', '--dry-run']],
    [['dead-letter', 'replay', '--all', '--plan-out', 'plan.jsonl', '--json']],
    [['dead-letter', 'export', '--out', 'messages.jsonl']],
    [['dead-letter', 'export', '--out', 'messages.jsonl', '--json']],
    [['dead-letter', 'purge', '--record', contactId(2), '--dry-run']],
    [['dead-letter', 'replay', '--plan', 'plan.jsonl', '--yes', '--debug']],
    [['dead-letter', 'import', 'messages.jsonl', '--yes']],
    [['explain', 'contact', contactId(1), '--debug']],
    [['doctor', '--debug']],
  ])('is in the output of %j', async (args) => {
    const { stdout, stderr } = await runCli(args, { env: queue.env, cwd: folder });
    expect(stdout + stderr).not.toBe('');
    expect(stdout + stderr).not.toContain('canary');
  });

  it('is in what watching shows', async () => {
    const watch = startCli(['dead-letter', 'watch', '--every', '1s'], { env: queue.env });
    await until(() => watch.stderr().includes('watching'));
    await queue.drain();
    await queue.deadLetter([aChangeMessage(contactId(3), 3)]);
    await until(() => watch.stdout().includes(contactId(3)));
    watch.child.kill('SIGINT');
    expect(await watch.ended).toBe(0);
    expect(watch.stdout() + watch.stderr()).not.toContain('canary');
  });

  it('is in a file that a command leaves behind', () => {
    const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(texts).toHaveLength(2);
    expect(texts.join('')).not.toContain('canary');
  });
});
