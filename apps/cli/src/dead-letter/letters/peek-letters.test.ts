import { describe, expect, it } from '@jest/globals';
import Long from 'long';
import { aLetter } from '../../testing/a-letter.ts';
import { aLetterBox } from '../../testing/a-letter-box.ts';
import { type Peeker, peekLetters } from './peek-letters.ts';

async function numbersOf(peeker: Peeker, from?: Long): Promise<number[]> {
  const numbers: number[] = [];
  for await (const { sequenceNumber } of peekLetters(peeker, {
    rate: 0,
    ...(from !== undefined && { from }),
  })) {
    numbers.push(sequenceNumber?.toNumber() ?? Number.NaN);
  }
  return numbers;
}

describe('peekLetters', () => {
  it('looks at each letter once, however many pages and gaps there are', async () => {
    const expected = Array.from({ length: 1_001 }, (_, index) => 1 + index * 3);
    const { letters } = aLetterBox(expected.map((number) => aLetter({ number })));
    expect(await numbersOf(letters)).toEqual(expected);
    expect(await numbersOf(letters, Long.fromNumber(2_990))).toEqual([2_992, 2_995, 2_998, 3_001]);
  });

  it('holds numbers beyond what a JavaScript number can', async () => {
    const large = Long.fromString('9007199254740993');
    const { letters } = aLetterBox([{ ...aLetter(), sequenceNumber: large }]);
    for await (const message of peekLetters(letters, { rate: 0 })) {
      expect(message.sequenceNumber?.toString()).toBe('9007199254740993');
    }
  });

  it('comes to an end on a broker that repeats itself', async () => {
    const stuck: Peeker = { peekMessages: async () => [aLetter({ number: 3 })] };
    expect(await numbersOf(stuck)).toEqual([3, 3]);
  });

  it('keeps the rate between pages', async () => {
    const { letters } = aLetterBox(Array.from({ length: 300 }, (_, index) => aLetter({ number: index + 1 })));
    const stop = new AbortController();
    const looking = peekLetters(letters, { rate: 0.001, signal: stop.signal });
    let count = 0;
    const all = (async () => {
      for await (const _ of looking) {
        count += 1;
        // The next page would be due in days.
        if (count === 250) setImmediate(() => setImmediate(() => stop.abort()));
      }
    })();
    // Pages are spread, so the first two come at once and the wait is before the third.
    await expect(all).rejects.toThrow('Stopped as asked');
    expect(count).toBeGreaterThanOrEqual(250);
  });
});
