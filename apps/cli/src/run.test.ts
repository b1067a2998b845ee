import { describe, expect, it } from '@jest/globals';
import { CommanderError } from 'commander';
import { EXIT } from './failure/exit-code.ts';
import { OperatorError, usageError } from './failure/operator-error.ts';
import { run } from './run.ts';
import { aTerminal } from './testing/a-terminal.ts';

async function ran(error: unknown, { json = false, debug = false } = {}) {
  const terminal = aTerminal({ debug });
  const exitCode = await run(() => Promise.reject(error), { terminal, json });
  return { exitCode, notes: terminal.stderr(), printed: terminal.stdout() };
}

describe('run', () => {
  it('hands on how a command ended', async () => {
    const options = { terminal: aTerminal(), json: false };
    expect(await run(async () => EXIT.nothingToDo, options)).toBe(EXIT.nothingToDo);
  });

  it.each<[unknown, number, string]>([
    [usageError('Say which.'), EXIT.usage, 'Say which.\n'],
    [new OperatorError('It is away.'), EXIT.failed, 'It is away.\n'],
    [new Error('canary'), EXIT.failed, 'Something unexpected failed; --debug shows where.\n'],
    [new CommanderError(1, 'commander.unknownOption', 'x'), EXIT.usage, ''],
    [new CommanderError(0, 'commander.helpDisplayed', 'x'), EXIT.done, ''],
  ])('makes a sentence and an exit code of %s', async (error, exitCode, notes) => {
    expect(await ran(error)).toEqual({ exitCode, notes, printed: '' });
  });

  it('says with --debug where it happened, and still nothing personal', async () => {
    const { notes } = await ran(new TypeError('canary'), { debug: true });
    expect(notes).toContain('"name": "TypeError"');
    expect(notes).toContain('run.test.ts');
    expect(notes).not.toContain('canary');
  });

  it.each([
    [usageError('Say which.'), { error: 'Say which.', exitCode: EXIT.usage }],
    [new Error('canary'), { error: expect.any(String), exitCode: EXIT.failed }],
    [
      new CommanderError(1, 'commander.unknownOption', 'canary'),
      { error: expect.stringContaining('--help'), exitCode: EXIT.usage },
    ],
  ])('answers a script with one JSON value for %s', async (error, answer) => {
    const { printed } = await ran(error, { json: true });
    expect(JSON.parse(printed)).toEqual(answer);
    expect(printed).not.toContain('canary');
  });

  it('writes no JSON beside the help', async () => {
    const { printed } = await ran(new CommanderError(0, 'commander.helpDisplayed', 'x'), { json: true });
    expect(printed).toBe('');
  });
});
