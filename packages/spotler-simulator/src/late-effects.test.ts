import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { aContact, withPair } from './testing/a-pair.ts';

const START = 1_700_000_000_000;

describe('the fault late', () => {
  it.each(['silence', 'cut'] as const)('applies a write after its sender gave up: %s', async (meanwhile) => {
    const clock = createManualClock(START);
    await withPair(async ({ simulator, client: { contacts } }) => {
      simulator.faults.add({ kind: 'late', ms: 60_000, meanwhile });
      const given = { externalId: 'id-1', properties: { city: 'Delft' } };
      await expect(contacts.upsert(given)).rejects.toMatchObject({ kind: 'unavailable', ambiguous: true });
      expect([simulator.state('id-1'), simulator.lateEffects()]).toEqual(['unknown', 1]);
      expect(simulator.requests()).toMatchObject([{ status: undefined, fault: 'late' }]);
      await clock.advance(59_999);
      expect(simulator.state('id-1')).toBe('unknown');
      await clock.advance(1);
      expect([simulator.state('id-1'), simulator.lateEffects()]).toEqual(['present', 0]);
    }, pairOn(clock));
  });

  it('brings back who was erased meanwhile', async () => {
    const clock = createManualClock(START);
    await withPair(async ({ simulator, client: { contacts } }) => {
      simulator.faults.add({ kind: 'late', ms: 1000, endpoint: 'POST /contact', meanwhile: 'cut' });
      await expect(contacts.upsert(aContact())).rejects.toMatchObject({ ambiguous: true });
      await contacts.upsert(aContact());
      await contacts.anonymize('id-1');
      expect(await contacts.verify('id-1')).toBe('gone');
      await clock.advance(1000);
      expect(await contacts.verify('id-1')).toBe('present');
    }, pairOn(clock));
  });

  it('applies what is still to come at once when that is asked for, in order', async () => {
    const clock = createManualClock(START);
    await withPair(async ({ simulator, client: { contacts } }) => {
      for (const city of ['Delft', 'Utrecht']) {
        simulator.faults.add({ kind: 'late', ms: 60_000, meanwhile: 'cut' });
        await expect(contacts.upsert({ externalId: 'id-1', properties: { city } })).rejects.toMatchObject({
          ambiguous: true,
        });
      }
      simulator.applyLateEffects();
      await clock.advance(0);
      expect([simulator.contact('id-1')?.properties['city'], simulator.lateEffects()]).toEqual([
        'Utrecht',
        0,
      ]);
      await clock.advance(60_000);
      simulator.faults.add({ kind: 'late', ms: 1000, meanwhile: 'cut' });
      await expect(contacts.upsert(aContact())).rejects.toMatchObject({ ambiguous: true });
      expect(simulator.lateEffects()).toBe(1);
    }, pairOn(clock));
  });

  it('is forgotten by a reset, and does not keep the simulator from closing', async () => {
    const clock = createManualClock(START);
    await withPair(async ({ simulator, client: { contacts } }) => {
      for (const reset of [() => simulator.reset(), () => {}]) {
        simulator.faults.add({ kind: 'late', ms: 1000, meanwhile: 'cut' });
        await expect(contacts.upsert(aContact())).rejects.toMatchObject({ ambiguous: true });
        reset();
      }
      await clock.advance(0);
      expect(simulator.lateEffects()).toBe(1);
    }, pairOn(clock));
    expect(clock.sleepers).toBe(0);
  });
});

/** A simulator and a client that live by this clock; an answer that never comes is given up soon. */
function pairOn(clock: ReturnType<typeof createManualClock>) {
  return { simulator: { clock }, client: { clock, retry: { attempts: 1 }, timeouts: { attemptMs: 300 } } };
}
