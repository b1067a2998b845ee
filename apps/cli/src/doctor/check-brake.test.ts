import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { ObjectStoreError } from '@spotler-connector/object-store';
import { aHoldingBrake } from '../testing/a-brake-store.ts';
import { checkBrake } from './check-brake.ts';

const AT = { limit: 500, clock: createManualClock(1) };

describe('doctor about the brake', () => {
  it('says how much of the limit is used', async () => {
    expect(await checkBrake(await aHoldingBrake(), AT)).toEqual([
      { area: 'state', status: 'ok', says: '0 of 500 erasures within the last hour.' },
    ]);
  });

  it('warns of contacts that are held', async () => {
    expect((await checkBrake(await aHoldingBrake('1', '2'), AT))[1]).toMatchObject({
      status: 'warning',
      says: '2 contacts are held, opted out: a person decides.',
    });
  });

  it('warns where nothing is shared, and where there is no limit', async () => {
    expect(await checkBrake(undefined, AT)).toMatchObject([{ status: 'warning' }]);
    expect(await checkBrake(await aHoldingBrake(), { ...AT, limit: 0 })).toMatchObject([
      { status: 'warning' },
    ]);
  });

  it('fails when the store does not answer', async () => {
    const brake = await aHoldingBrake();
    const read = () => Promise.reject(new ObjectStoreError({ kind: 'unavailable', code: 'ENOENT' }));
    expect(await checkBrake({ ...brake, store: { ...brake.store, read } }, AT)).toMatchObject([
      { status: 'failed', says: 'The store of SPOTLER_STATE is away or busy; try again later (ENOENT).' },
    ]);
  });
});
