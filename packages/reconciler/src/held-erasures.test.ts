import { describe, expect, it } from '@jest/globals';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { anonymizeExplicitly } from './anonymize-explicitly.ts';
import { reconcile } from './reconcile.ts';
import { reconcileWithFollowUps } from './reconcile-with-follow-ups.ts';
import { aBrake } from './testing/a-brake.ts';
import { aWorldOfRefusers, optionsFor } from './testing/shared-scene.ts';

const people: readonly RecordRef[] = ['1', '2', '3'].map((id) => ({ table: 'contact', id }));
const [first = { table: 'contact', id: '1' }, second = first] = people;

describe('an erasure above the limit', () => {
  it('is blocked by the permit, and its contact is opted out at once', async () => {
    const world = aWorldOfRefusers(people);
    const { brake } = aBrake(1, world.target);
    const outcomes = [];
    for (const ref of people) outcomes.push(await reconcile(ref, optionsFor(world, { brake })));
    expect(outcomes[0]).toMatchObject({ effect: { kind: 'anonymized' } });
    for (const outcome of outcomes.slice(1)) {
      expect(outcome).toMatchObject({
        kind: 'blocked',
        precondition: 'permit',
        decision: { rule: 'do-not-email' },
      });
    }
    expect([...world.contacts]).toEqual([
      ['2', { email: '2', optedOut: true }],
      ['3', { email: '3', optedOut: true }],
    ]);
  });

  it('happens without a brake', async () => {
    const world = aWorldOfRefusers(people);
    for (const ref of people) await reconcile(ref, optionsFor(world));
    expect(world.contacts.size).toBe(0);
  });

  it('is not waited for when there is no contact to erase', async () => {
    const world = aWorldOfRefusers(people);
    world.contacts.clear();
    const { brake } = aBrake(0, world.target);
    expect(await reconcile(first, optionsFor(world, { brake }))).toMatchObject({
      kind: 'reconciled',
      effect: { kind: 'already-anonymized' },
    });
    expect(world.writes.filter((write) => write.startsWith('anonymize'))).toEqual([]);
  });

  it('is blocked for an order too', async () => {
    const world = aWorldOfRefusers(people);
    const { brake } = aBrake(0, world.target);
    expect(await anonymizeExplicitly(first, optionsFor(world, { brake }))).toMatchObject({
      kind: 'blocked',
      precondition: 'permit',
    });
    expect(world.contacts.get('1')).toMatchObject({ optedOut: true });
  });

  it('still reaches the records that were merged into this one, and those are held as well', async () => {
    const world = aWorldOfRefusers(people);
    const { brake } = aBrake(0, world.target);
    const mergedRecords = async (ref: RecordRef) => (ref.id === '1' ? [second] : []);
    const source = { ...world.source, mergedRecords };
    expect(await reconcileWithFollowUps(first, optionsFor(world, { brake, source }))).toMatchObject({
      kind: 'blocked',
      precondition: 'permit',
    });
    expect(world.contacts.get('2')).toMatchObject({ optedOut: true });
  });
});
