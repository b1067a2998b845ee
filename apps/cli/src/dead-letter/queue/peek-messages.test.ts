import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import Long from 'long';
import { aDeadLetter } from '../../testing/a-dead-letter.ts';
import { aDeadLetterQueue } from '../../testing/a-dead-letter-queue.ts';
import { type Peeker, peekMessages } from './peek-messages.ts';

async function numbersOf(peeker: Peeker, from?: Long): Promise<number[]> {
  const numbers: number[] = [];
  for await (const { sequenceNumber } of peekMessages(peeker, {
    rate: 0,
    clock: createManualClock(),
    from,
  })) {
    numbers.push(sequenceNumber?.toNumber() ?? Number.NaN);
  }
  return numbers;
}

describe('peekMessages', () => {
  it('looks at each dead letter once, however many pages and gaps there are', async () => {
    const expected = Array.from({ length: 1_001 }, (_, index) => 1 + index * 3);
    const { deadLetters } = aDeadLetterQueue(expected.map((number) => aDeadLetter({ number })));
    expect(await numbersOf(deadLetters)).toEqual(expected);
    expect(await numbersOf(deadLetters, Long.fromNumber(2_990))).toEqual([2_992, 2_995, 2_998, 3_001]);
  });

  it('holds numbers beyond what a JavaScript number can', async () => {
    const large = Long.fromString('9007199254740993');
    const { deadLetters } = aDeadLetterQueue([{ ...aDeadLetter(), sequenceNumber: large }]);
    for await (const message of peekMessages(deadLetters, { rate: 0, clock: createManualClock() })) {
      expect(message.sequenceNumber?.toString()).toBe('9007199254740993');
    }
  });

  it('comes to an end on a broker that repeats itself', async () => {
    const stuck: Peeker = { peekMessages: async () => [aDeadLetter({ number: 3 })] };
    expect(await numbersOf(stuck)).toEqual([3, 3]);
  });

  it('keeps the rate between pages', async () => {
    const { deadLetters } = aDeadLetterQueue(
      Array.from({ length: 300 }, (_, index) => aDeadLetter({ number: index + 1 })),
    );
    const clock = createManualClock();
    const seen: number[] = [];
    const looking = (async () => {
      for await (const _ of peekMessages(deadLetters, { rate: 100, clock })) seen.push(clock.monotonic());
    })();
    await clock.advance(10_000);
    await looking;
    expect([seen[249], seen[250], seen[299]]).toEqual([0, 0, 0]);
    expect(clock.sleepers).toBe(0);
  });

  it('ends at once, and says so, when it is told to stop', async () => {
    const { deadLetters } = aDeadLetterQueue(
      Array.from({ length: 600 }, (_, index) => aDeadLetter({ number: index + 1 })),
    );
    const stop = new AbortController();
    let count = 0;
    const looking = (async () => {
      const options = { rate: 1, clock: createManualClock(), signal: stop.signal };
      for await (const _ of peekMessages(deadLetters, options)) {
        count += 1;
        if (count === 500) stop.abort();
      }
    })();
    await expect(looking).rejects.toThrow('Stopped as asked');
    expect(count).toBe(500);
  });
});
