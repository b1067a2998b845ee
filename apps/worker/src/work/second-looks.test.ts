import { describe, expect, it } from '@jest/globals';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createSecondLooks, type ScheduledLook, type WantedLook } from './second-looks.ts';

const LATEST = 900_000;
const look: WantedLook = {
  ref: { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' },
  externalId: 'S-7',
  erasedAt: 1_800_000_000_000,
};

function someLooks(schedule: (look: ScheduledLook) => Promise<'scheduled' | 'not-possible'>) {
  const clock = createManualClock(1_800_000_000_000);
  const scheduled: ScheduledLook[] = [];
  const failures: (readonly [unknown, RecordRef])[] = [];
  const looks = createSecondLooks({
    async schedule(given) {
      const result = await schedule(given);
      scheduled.push(given);
      return result;
    },
    latestEffectMs: LATEST,
    clock,
    onFailed: (error, ref) => void failures.push([error, ref]),
  });
  return { looks, clock, scheduled, failures };
}

async function works() {
  return 'scheduled' as const;
}

describe('second looks', () => {
  it('are put into the queue, due when nothing can come late any more', async () => {
    const { looks, clock, scheduled } = someLooks(works);
    await looks.arrange([look]);
    expect(scheduled).toMatchObject([{ ref: look.ref, contactId: 'S-7', erasedAt: look.erasedAt }]);
    expect(scheduled[0]?.dueAt).toBeGreaterThanOrEqual(clock.now() + LATEST);
    expect(scheduled[0]?.id).toMatch(/^second-look-[0-9a-f]{64}$/);
  });

  it('of one contact are one, for a while', async () => {
    const { looks, clock, scheduled } = someLooks(works);
    for (let n = 0; n < 10; n++) await looks.arrange([look, look]);
    await looks.arrange([{ ...look, externalId: 'S-8' }]);
    await clock.advance(LATEST * 2);
    await looks.arrange([look]);
    expect(new Set(scheduled.map(({ id }) => id)).size).toBe(3);
    expect(scheduled.length).toBeLessThanOrEqual(4);
  });

  it('of one contact are one, whoever else is looked at meanwhile', async () => {
    const { looks, clock, scheduled } = someLooks(works);
    await looks.arrange([look]);
    await looks.arrange([{ ...look, externalId: 'S-8' }]);
    await clock.advance(1);
    await looks.arrange([look]);
    expect(scheduled.map(({ contactId }) => contactId)).toEqual(['S-7', 'S-8']);
  });

  it('have the same id in every worker, so that the queue can tell', async () => {
    const [one, other] = [someLooks(works), someLooks(works)];
    for (const { looks } of [one, other]) await looks.arrange([look]);
    expect(one.scheduled[0]?.id).toBe(other.scheduled[0]?.id);
  });

  it('that can not be put into the queue are a failure, and are tried again', async () => {
    let reachable = false;
    const error = new Error('no');
    const { looks, scheduled, failures } = someLooks(async () => {
      if (!reachable) throw error;
      return 'scheduled';
    });
    await expect(looks.arrange([look])).rejects.toMatchObject({
      failure: { side: 'state', code: 'SecondLookNotArranged' },
    });
    expect(failures).toEqual([[error, look.ref]]);
    reachable = true;
    await looks.arrange([look]);
    expect(scheduled).toHaveLength(1);
  });

  it('that are not possible keep nobody waiting', async () => {
    const { looks, scheduled } = someLooks(async () => 'not-possible');
    await looks.arrange([look]);
    await looks.arrange([look]);
    expect(scheduled).toHaveLength(2);
  });
});
