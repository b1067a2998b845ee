import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createMemoryStore } from '@spotler-connector/object-store/testing/memory-store';
import { type StoredBase, writeSweepBase } from '@spotler-connector/sweep';
import { earlierSweep } from './earlier-sweep.ts';
import { OPTIONS } from './testing/a-stage.ts';

const BASE: StoredBase = {
  fingerprint: 'these',
  salt: 1,
  fullAt: 0,
  lastAt: 0,
  runs: [{ run: 'a', records: 1, contacts: 2 }],
  changes: { contact: 'link' },
  userId: 'us',
};

async function known(options: Partial<typeof OPTIONS>, base: StoredBase | undefined = BASE, days = 1) {
  const store = createMemoryStore();
  if (base !== undefined) await writeSweepBase(store, base);
  return earlierSweep({ ...OPTIONS, ...options }, store, createManualClock(days * 86_400_000));
}

describe('what is asked at once because an earlier sweep knew it', () => {
  it('is whose rights count, and what changed since', async () => {
    expect(await known({})).toEqual({ userId: 'us', changes: { contact: 'link' } });
  });

  it.each([{ full: true }, { orphans: true }, { table: 'lead' }, { resume: true }] as const)(
    'is only the first with %j',
    async (options) => {
      expect(await known(options)).toEqual({ userId: 'us', changes: {} });
    },
  );

  it('is only the first when everything is read after a week', async () => {
    expect(await known({}, BASE, 7)).toEqual({ userId: 'us', changes: {} });
  });

  it('is nothing without such a sweep, or without a store', async () => {
    const nothing = { userId: undefined, changes: {} };
    expect(await earlierSweep(OPTIONS, createMemoryStore(), createManualClock(0))).toEqual(nothing);
    expect(await earlierSweep(OPTIONS, undefined, createManualClock(0))).toEqual(nothing);
  });
});
