import { describe, expect, it } from '@jest/globals';
import { createRandom } from '../random.ts';
import { CANARY, fuzzReader, type Reader } from './fuzz-reader.ts';

const kept: Buffer[] = [];
const SEED = JSON.stringify({ name: CANARY, list: [1, 2] });

function aReader(overrides: Partial<Reader> = {}): Reader {
  const isPromised = (error: unknown) => error instanceof SyntaxError;
  return {
    name: 'a reader',
    seeds: [SEED],
    read: (input) => void input,
    isPromised,
    ...overrides,
  };
}

async function failuresOf(overrides: Partial<Reader>, inputs = 200): Promise<readonly string[]> {
  return (await fuzzReader(aReader(overrides), inputs, createRandom(1))).failures;
}

describe('fuzzing a reader', () => {
  it('finds nothing in one that keeps its promises', async () => {
    expect(await failuresOf({})).toEqual([]);
    const careful = () => {
      throw new SyntaxError('There is a mistake');
    };
    expect(await failuresOf({ read: careful })).toEqual([]);
  });

  it.each<[string, Partial<Reader>]>([
    ['throws what it does not promise', { read: (input) => JSON.parse(input.toString()).list.length }],
    ['quotes a value in its report', { read: String, report: String }],
    [
      'quotes a value in an error that it promises',
      {
        read(input) {
          throw new SyntaxError(input.toString());
        },
      },
    ],
    ['keeps what it has read', { read: () => void kept.push(Buffer.alloc(250_000, 'x')), report: () => '' }],
  ])('finds one that %s', async (_, overrides) => {
    expect(await failuresOf(overrides)).not.toEqual([]);
    kept.length = 0;
  });
});
