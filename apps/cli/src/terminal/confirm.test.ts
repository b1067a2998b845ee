import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { EXIT } from '../failure/exit-code.ts';
import { confirmOn } from './confirm.ts';

/** Answers the question on a terminal. */
async function answered(answer: string) {
  const input = new PassThrough();
  const output = new PassThrough();
  const confirmed = confirmOn(Object.assign(input, { isTTY: true }), output)('Replay 3 dead letters?');
  input.write(`${answer}\n`);
  return { confirmed: await confirmed, asked: String(output.read()) };
}

describe('confirmOn', () => {
  it.each([
    ['y', true],
    ['YES', true],
    ['', false],
    ['n', false],
    ['yo', false],
  ])('takes "%s" for %s', async (answer, expected) => {
    const { confirmed, asked } = await answered(answer);
    expect(confirmed).toBe(expected);
    expect(asked).toContain('Replay 3 dead letters? [y/N] ');
  });

  it('takes the end of what is typed for a no', async () => {
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const confirmed = confirmOn(input, new PassThrough())('Sure?');
    input.end();
    expect(await confirmed).toBe(false);
  });

  it('refuses to go on where nobody can be asked', async () => {
    await expect(confirmOn(new PassThrough(), new PassThrough())('Sure?')).rejects.toMatchObject({
      message: expect.stringContaining('add --yes'),
      exitCode: EXIT.usage,
    });
  });
});
