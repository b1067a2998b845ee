import { describe, expect, it } from '@jest/globals';
import { fuzzDecoder } from './fuzz-decoder.ts';
import { mutateBody } from './mutate-body.ts';
import { seededRandom } from './seeded-random.ts';

describe('mutated bodies', () => {
  it('never crash the decoder and never get a value into a report', () => {
    const { kinds, failures } = fuzzDecoder(1000, 20_260_101, performance.now.bind(performance));
    expect(failures).toEqual([]);
    expect(Math.min(kinds.change, kinds.job, kinds.foreign, kinds.malformed)).toBeGreaterThan(10);
  });

  it('are the same for the same seed', () => {
    const body = Buffer.from('{"MessageName":"Update","Depth":1}');
    const mutate = () => mutateBody(body, seededRandom(7));
    expect(mutate()).toEqual(mutate());
    expect(mutate()).not.toEqual(body);
  });
});
