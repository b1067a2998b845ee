import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { EXIT } from '../../failure/exit-code.ts';
import { aDeadLetter, CANARY } from '../../testing/a-dead-letter.ts';
import { aDeadLetterQueue } from '../../testing/a-dead-letter-queue.ts';
import { aTerminal } from '../../testing/a-terminal.ts';
import { exportDeadLetters } from '../export/export-dead-letters.ts';
import type { ImportOptions } from './import-command.ts';
import { importDeadLetters } from './import-dead-letters.ts';

async function exported(personalData: boolean, filter = {}) {
  const terminal = aTerminal();
  const lines: string[] = [];
  const files: string[] = [];
  const queue = aDeadLetterQueue([
    aDeadLetter({ number: 1 }),
    aDeadLetter({ number: 2 }),
    aDeadLetter({ number: 3 }),
  ]);
  const exitCode = await exportDeadLetters(
    { filter, out: 'dead-letters.jsonl', personalData, json: false, peekRate: 0 },
    {
      terminal,
      clock: createManualClock(),
      queue,
      createFile(path) {
        files.push(path);
        return { write: (line) => void lines.push(line), close: () => {} };
      },
    },
  );
  return { exitCode, lines, files, terminal };
}

async function imported(
  changes: Partial<ImportOptions> = {},
  { stopAfter = 99, throughTopic = false, rubbish = true } = {},
) {
  const { lines } = await exported(true);
  const terminal = aTerminal();
  const stop = new AbortController();
  const sent: unknown[] = [];
  const exitCode = await importDeadLetters(
    {
      path: 'dead-letters.jsonl',
      skip: 0,
      dryRun: false,
      yes: true,
      rate: 0,
      throughTopic: false,
      json: false,
      ...changes,
    },
    {
      terminal,
      queue: {
        name: 'changes',
        throughTopic,
        sender: {
          async sendMessages(message) {
            sent.push(message);
            if (sent.length === stopAfter) stop.abort();
          },
        },
      },
      confirm: async () => false,
      async *readLines() {
        yield* ['', ...lines, ...(rubbish ? ['rubbish'] : []), ''];
      },
      newRun: () => 'run',
      clock: createManualClock(),
      signal: stop.signal,
    },
  );
  return { exitCode, sent, terminal };
}

describe('exportDeadLetters', () => {
  it('writes a line for each dead letter, and warns of personal data when there is some', async () => {
    const masked = await exported(false);
    expect(masked.terminal.stdout()).toBe('changes: 3 dead letters are in dead-letters.jsonl.\n');
    expect(masked.lines.join()).not.toContain('canary');
    expect(masked.terminal.stderr()).toBe('');
    const whole = await exported(true);
    expect(Buffer.from(JSON.parse(whole.lines[0] ?? '').whole.body, 'base64').toString()).toContain(CANARY);
    expect(whole.terminal.stderr()).toContain('The file holds personal data.');
  });

  it('ends with 3 when nothing is meant, and leaves no empty file in the way of the next try', async () => {
    const { exitCode, files } = await exported(false, { reason: 'NotErased' });
    expect(exitCode).toBe(EXIT.nothingToDo);
    expect(files).toEqual([]);
  });
});

describe('importDeadLetters', () => {
  it('sends what an export wrote, says which lines it could not, and fails for them', async () => {
    const { exitCode, sent, terminal } = await imported();
    expect(sent).toHaveLength(3);
    expect(terminal.stdout()).toContain('send 3 dead letters to changes\n');
    expect(terminal.stderr()).toContain('No dead letter that could be sent is in line 5.');
    expect(terminal.stdout()).toContain('Sent 3; 0 are left.');
    expect(exitCode).toBe(EXIT.failed);
    expect((await imported({}, { rubbish: false })).exitCode).toBe(EXIT.done);
  });

  it('says at which line to go on when it is stopped', async () => {
    const { exitCode, terminal } = await imported({}, { stopAfter: 2 });
    expect(terminal.stderr()).toContain('import dead-letters.jsonl --skip 3');
    expect(exitCode).toBe(EXIT.failed);
    expect((await imported({ skip: 3 })).sent).toHaveLength(1);
  });

  it.each<[string, Partial<ImportOptions>, number]>([
    ['--dry-run', { dryRun: true }, EXIT.done],
    ['a no', { yes: false }, EXIT.nothingToDo],
    ['nothing in the file', { skip: 4 }, EXIT.nothingToDo],
  ])('sends nothing with %s', async (_, changes, expected) => {
    const { exitCode, sent } = await imported(changes, { rubbish: false });
    expect(sent).toEqual([]);
    expect(exitCode).toBe(expected);
  });

  it('fails for a file without a dead letter in it, a dry run too', async () => {
    expect((await imported({ skip: 4, dryRun: true })).exitCode).toBe(EXIT.failed);
  });

  it('writes one JSON value after a no, too', async () => {
    const { terminal } = await imported({ yes: false, json: true });
    expect(JSON.parse(terminal.stdout())).toEqual({ sent: 0, left: 3 });
  });

  it('sends into a topic only when that was allowed', async () => {
    await expect(imported({}, { throughTopic: true })).rejects.toThrow('every subscription of it gets them');
    expect((await imported({ throughTopic: true }, { throughTopic: true })).sent).toHaveLength(3);
  });
});
