import { describe, expect, it } from '@jest/globals';
import { decide } from '@spotler-connector/anonymization-policy';
import type { StandingJob } from '@spotler-connector/dataverse';
import { aRecordReading } from '@spotler-connector/dataverse/testing';
import { createOrderReader } from './order-reader.ts';

const ref = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' } as const;
const SETTINGS = { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false };
const order: StandingJob = { jobId: ref.id, orderedOn: null, recordVersion: 'W/"7"', version: 'W/"1"' };

function aReading(version: string, state: 'active' | 'inactive' = 'active') {
  const reading = aRecordReading({ ref, externalId: ref.id, version });
  return {
    ...reading,
    snapshot: {
      ...reading.snapshot,
      table: 'contact',
      presence: 'present',
      state,
      email: 'a@example.org',
      doNotEmail: false,
      doNotBulkEmail: false,
    },
  } as const;
}

/** A record with one order, as `now` shows the record, and what was ended. */
function aWorld({ now = aReading('W/"8"'), readOnly = false, ends = true } = {}) {
  const ended: StandingJob[] = [];
  let standing: StandingJob | null = order;
  const read = createOrderReader({
    records: { read: async () => now },
    jobs: {
      standing: async () => standing,
      isClaimed: async () => standing !== null,
      async end(job) {
        if (ends) standing = null;
        ended.push(job);
        return 'updated';
      },
    },
    decide: (snapshot) => decide(snapshot, SETTINGS),
    readOnly,
  });
  return { read, ended };
}

describe('an order', () => {
  it('stands for the version that it claimed', async () => {
    expect(await aWorld().read(aReading('W/"7"'), {})).toMatchObject({ order });
  });

  it('stands for a later version that is merely left alone', async () => {
    const { read, ended } = aWorld();
    expect(await read(aReading('W/"8"', 'inactive'), {})).toMatchObject({ order });
    expect(ended).toEqual([]);
  });

  it('is over, and says so for good, as soon as the policy wants the contact of another version', async () => {
    const { read, ended } = aWorld();
    expect(await read(aReading('W/"8"'), {})).toMatchObject({ version: 'W/"8"', order: null });
    expect(ended).toEqual([order]);
    expect(await read(aReading('W/"9"', 'inactive'), {})).toMatchObject({ order: null });
  });

  it('is not ended by a reading that is older than its claim', async () => {
    const { read, ended } = aWorld({ now: aReading('W/"7"') });
    expect(await read(aReading('W/"6"'), {})).toMatchObject({ version: 'W/"7"', order });
    expect(ended).toEqual([]);
  });

  it('is not looked for where nothing claims the record', async () => {
    const { read, ended } = aWorld();
    expect(await read(aReading('W/"7"'), {}, Promise.resolve(false))).toMatchObject({ order: null });
    expect(await read(aReading('W/"7"'), {}, Promise.resolve(true))).toMatchObject({ order });
    expect(ended).toEqual([]);
  });

  it('is not ended by a dry run', async () => {
    const { read, ended } = aWorld({ readOnly: true });
    expect(await read(aReading('W/"8"'), {})).toMatchObject({ order: null });
    expect(ended).toEqual([]);
  });

  it('that can not be ended is a failure of Dataverse', async () => {
    const { read } = aWorld({ ends: false });
    await expect(read(aReading('W/"8"'), {})).rejects.toMatchObject({ failure: { side: 'source' } });
  });
});
