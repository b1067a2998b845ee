import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import Long from 'long';
import { aDeadLetter } from '../../testing/a-dead-letter.ts';
import { aDeadLetterQueue } from '../../testing/a-dead-letter-queue.ts';
import { aTerminal } from '../../testing/a-terminal.ts';
import { createLookProgress } from './look-progress.ts';
import { newestNumber } from './newest-number.ts';

function aQueueOf(numbers: readonly number[]) {
  return aDeadLetterQueue(numbers.map((number) => aDeadLetter({ number })));
}

describe('newestNumber', () => {
  it('finds the highest number, whatever is missing in between, in few looks', async () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(numbers, async (unsorted) => {
        const sorted = [...unsorted].sort((a, b) => a - b);
        const { deadLetters } = aQueueOf(sorted);
        let looks = 0;
        const counting: typeof deadLetters = {
          peekMessages(...args) {
            looks += 1;
            return deadLetters.peekMessages(...args);
          },
        };
        const newest = await newestNumber(counting, Long.fromNumber(sorted[0] ?? 0));
        expect(newest.toNumber()).toBe(sorted.at(-1));
        expect(looks).toBeLessThan(80);
      }),
    );
  });
});

describe('the progress of looking', () => {
  async function lookedAt(count: number, msEach: number, peekRate = 500): Promise<string> {
    const numbers = Array.from({ length: count }, (_, index) => index + 1);
    const { deadLetters } = aQueueOf(numbers);
    const terminal = aTerminal();
    let now = 0;
    const progress = createLookProgress({ terminal, deadLetters, peekRate, clock: { monotonic: () => now } });
    for (const message of await deadLetters.peekMessages(count)) {
      now += msEach;
      await progress.looked(message);
    }
    progress.end();
    return terminal.stderr();
  }

  it('says once about how long it will take, and how to have it faster', async () => {
    const said = await lookedAt(100_000, 2);
    expect(said).toBe(
      'Looked at 1250 so far, about 3m 18s left. Faster: --peek-rate, 500 a second now, 0 for no limit.\n',
    );
  });

  it('says nothing to whoever does not have to wait', async () => {
    expect(await lookedAt(900, 2)).toBe('');
  });

  it('names no limit where there is none', async () => {
    expect(await lookedAt(3_000, 2, 0)).toBe('Looked at 1250 so far, about 4s left.\n');
  });
});
