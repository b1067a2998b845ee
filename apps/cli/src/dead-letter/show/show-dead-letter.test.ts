import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { EXIT } from '../../failure/exit-code.ts';
import { aDeadLetter, CANARY } from '../../testing/a-dead-letter.ts';
import { aDeadLetterQueue } from '../../testing/a-dead-letter-queue.ts';
import { aTerminal } from '../../testing/a-terminal.ts';
import { showDeadLetter } from './show-dead-letter.ts';

const clock = createManualClock(Date.parse('2026-01-31T14:00:00Z'));
const options = { sequenceNumber: '7', body: false, reveal: false, json: false };

describe('showDeadLetter', () => {
  it('shows the dead letter with that number and not the next one', async () => {
    const terminal = aTerminal();
    const queue = aDeadLetterQueue([aDeadLetter({ number: 7 })]);
    expect(await showDeadLetter(options, { terminal, queue, clock })).toBe(EXIT.done);
    expect(terminal.stdout()).toContain('2026-01-31T12:00:00.000Z (2h ago)');
    expect(terminal.stdout()).not.toContain('canary');
    await expect(
      showDeadLetter({ ...options, sequenceNumber: '6' }, { terminal, queue, clock }),
    ).rejects.toThrow('There is no dead letter 6 in changes.');
  });

  it('reveals personal data on a terminal only, and says so', async () => {
    const queue = aDeadLetterQueue([aDeadLetter({ number: 7 })]);
    const revealing = { ...options, reveal: true };
    const pipe = aTerminal();
    await expect(showDeadLetter(revealing, { terminal: pipe, queue, clock })).rejects.toThrow(
      'on a terminal only',
    );
    expect(pipe.stdout()).toBe('');
    const terminal = aTerminal({ isTTY: true });
    await showDeadLetter(revealing, { terminal, queue, clock });
    expect(terminal.stdout()).toContain(CANARY);
    expect(terminal.stderr()).toContain('This shows personal data.');
  });

  it('reveals text that would command the terminal as text', async () => {
    const body = Buffer.from('\u001b[2Jcleared\nand more');
    const queue = aDeadLetterQueue([
      aDeadLetter({ number: 7, body, applicationProperties: { name: 'a\u001b]0;title\u0007' } }),
    ]);
    const terminal = aTerminal({ isTTY: true });
    await showDeadLetter({ ...options, reveal: true }, { terminal, queue, clock });
    expect(terminal.stdout()).toContain('\\u001b[2Jcleared\nand more\n');
    expect(terminal.stdout()).toContain('name = a\\u001b]0;title\\u0007');
    expect(terminal.stdout()).not.toContain('\u001b');
  });

  it('prints JSON with no character in it that a terminal obeys', async () => {
    const name = 'a\u009b2J b\u202e c\u007f';
    const queue = aDeadLetterQueue([aDeadLetter({ number: 7, applicationProperties: { name } })]);
    const terminal = aTerminal({ isTTY: true });
    await showDeadLetter({ ...options, reveal: true, json: true }, { terminal, queue, clock });
    expect(terminal.stdout()).not.toMatch(/[\u007f-\u009f\u202e]/);
    expect(JSON.parse(terminal.stdout())).toMatchObject({ properties: { name } });
  });
});
