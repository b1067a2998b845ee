import { describe, expect, it } from '@jest/globals';
import { anonymizeExplicitly } from './anonymize-explicitly.ts';
import { reconcile } from './reconcile.ts';
import { aPolicy, aRef, aSmallWorld } from './testing/small-world.ts';

describe('anonymizing explicitly', () => {
  it('erases the contact of an eligible record and reads it back, reading the record once', async () => {
    const world = aSmallWorld({ email: 'one' });
    await reconcile(aRef, { ...world, decide: aPolicy });
    world.calls.length = 0;
    expect(await anonymizeExplicitly(aRef, world)).toMatchObject({
      kind: 'reconciled',
      decision: { rule: 'explicit' },
      effect: { kind: 'anonymized', status: 410 },
    });
    expect(world.calls).toEqual(['read', 'anonymize', 'readBack']);
  });

  it('finds it done when there is no contact', async () => {
    expect(await anonymizeExplicitly(aRef, aSmallWorld())).toMatchObject({
      effect: { kind: 'already-anonymized', status: 404 },
    });
  });

  it('calls nobody erased whom Spotler still finds', async () => {
    const world = aSmallWorld();
    const target = { ...world.target, readBack: async () => 'present' as const };
    const options = { ...world, target, maxAttempts: 2, readBackDelayMs: 0 };
    expect(await anonymizeExplicitly(aRef, options)).toMatchObject({ kind: 'not-erased', attempts: 2 });
  });

  it('says that the record could not be read', async () => {
    const world = aSmallWorld();
    const source = { ...world.source, read: () => Promise.reject(new RangeError('oops')) };
    await expect(anonymizeExplicitly(aRef, { ...world, source })).rejects.toThrow(RangeError);
  });
});
