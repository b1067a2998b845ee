import { describe, expect, it } from '@jest/globals';
import { mustFail } from './proof.ts';
import { PROOFS } from './proofs.ts';

const options = { short: true, seed: 1, say: () => {} };

describe('a proof', () => {
  it('turned round holds when the claim does not', async () => {
    const found = (holds: boolean) =>
      mustFail('name', 'claim', async () => ({ holds, seen: 'this' })).run(options);
    expect(await found(true)).toEqual({ holds: false, seen: 'this' });
    expect(await found(false)).toEqual({ holds: true, seen: 'this' });
  });

  it('has a name of its own', () => {
    expect(new Set(PROOFS.map(({ name }) => name)).size).toBe(PROOFS.length);
  });
});
