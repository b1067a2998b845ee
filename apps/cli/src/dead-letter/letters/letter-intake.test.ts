import { describe, expect, it } from '@jest/globals';
import { aLetter } from '../../testing/a-letter.ts';
import { aLetterBox } from '../../testing/a-letter-box.ts';
import { openLetterIntake } from './letter-intake.ts';

const letters = (count: number) =>
  Array.from({ length: count }, (_, index) => aLetter({ number: index + 1 }));

describe('openLetterIntake', () => {
  it('frees what was neither completed nor left to run out', async () => {
    const box = aLetterBox(letters(3));
    const intake = openLetterIntake(box);
    const [first, second] = await intake.next(2);
    if (first === undefined || second === undefined) throw new Error('There are two letters');
    expect(await intake.complete(first)).toBe(true);
    await intake.close();
    expect(box.events).toEqual(['lock 1', 'lock 2', 'complete 1', 'abandon 2']);
  });

  it('changes the link before it holds more than the client can', async () => {
    const box = aLetterBox(letters(1_600));
    const opened: number[] = [];
    const openReceiver = box.openReceiver;
    box.openReceiver = () => {
      opened.push(box.events.length);
      return openReceiver();
    };
    const intake = openLetterIntake(box);
    for (let batch = 0; batch < 16; batch += 1) await intake.next(100);
    await intake.close();
    expect(opened).toEqual([0, 1_500]);
    expect(box.events.filter((event) => event.startsWith('abandon'))).toHaveLength(100);
  });
});
