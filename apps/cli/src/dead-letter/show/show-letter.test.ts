import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { EXIT } from '../../failure/exit-code.ts';
import { aLetter, CANARY } from '../../testing/a-letter.ts';
import { aLetterBox } from '../../testing/a-letter-box.ts';
import { aTerminal } from '../../testing/a-terminal.ts';
import { showLetter } from './show-letter.ts';

const clock = createManualClock(Date.parse('2026-01-31T14:00:00Z'));
const options = { sequenceNumber: '7', reveal: false, json: false };

describe('showLetter', () => {
  it('shows the letter with that number and not the next one', async () => {
    const terminal = aTerminal();
    const box = aLetterBox([aLetter({ number: 7 })]);
    expect(await showLetter(options, { terminal, box, clock })).toBe(EXIT.done);
    expect(terminal.stdout()).toContain('2026-01-31T12:00:00.000Z (2h ago)');
    expect(terminal.stdout()).not.toContain('canary');
    await expect(showLetter({ ...options, sequenceNumber: '6' }, { terminal, box, clock })).rejects.toThrow(
      'There is no dead letter 6 in changes.',
    );
  });

  it('reveals personal data on a terminal only, and says so', async () => {
    const box = aLetterBox([aLetter({ number: 7 })]);
    const revealing = { ...options, reveal: true };
    const pipe = aTerminal();
    await expect(showLetter(revealing, { terminal: pipe, box, clock })).rejects.toThrow('on a terminal only');
    expect(pipe.stdout()).toBe('');
    const terminal = aTerminal({ isTTY: true });
    await showLetter(revealing, { terminal, box, clock });
    expect(terminal.stdout()).toContain(CANARY);
    expect(terminal.stderr()).toContain('This shows personal data.');
  });

  it('reveals text that would command the terminal as text', async () => {
    const body = Buffer.from('\u001b[2Jcleared\nand more');
    const box = aLetterBox([
      aLetter({ number: 7, body, applicationProperties: { name: 'a\u001b]0;title\u0007' } }),
    ]);
    const terminal = aTerminal({ isTTY: true });
    await showLetter({ ...options, reveal: true }, { terminal, box, clock });
    expect(terminal.stdout()).toContain('\\u001b[2Jcleared\nand more\n');
    expect(terminal.stdout()).toContain('name = a\\u001b]0;title\\u0007');
    expect(terminal.stdout()).not.toContain('\u001b');
  });
});
