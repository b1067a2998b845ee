import { describe, expect, it } from '@jest/globals';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { PortError } from './port-error.ts';
import type { ContactTarget } from './ports.ts';
import { reconcile } from './reconcile.ts';
import { aBrake } from './testing/a-brake.ts';
import { aWorldOfRefusers, optionsFor } from './testing/shared-scene.ts';
import { aSharedWorld } from './testing/shared-world.ts';

const people: readonly RecordRef[] = ['1', '2', '3'].map((id) => ({ table: 'contact', id }));
const [first = { table: 'contact', id: '1' }] = people;

describe('a permit', () => {
  it('is used by the erasure, and only once when the contact has to be erased again', async () => {
    const world = aWorldOfRefusers(people);
    const state = aBrake(5, world.target);
    let looks = 0;
    const readBack = async () => (looks++ === 0 ? ('present' as const) : ('gone' as const));
    const target: ContactTarget = { ...world.target, readBack };
    await reconcile(first, optionsFor(world, { brake: state.brake, target }));
    expect(state.calls).toEqual(['ask 1', 'spend']);
    expect(world.writes).toEqual(['anonymize 1', 'anonymize 1']);
  });

  it('is given back when there was nothing to erase', async () => {
    const world = aWorldOfRefusers(people);
    world.contacts.clear();
    const state = aBrake(5, world.target);
    await reconcile(first, optionsFor(world, { brake: state.brake }));
    expect(state.calls).toEqual(['ask 1', 'give back']);
  });

  it('counts when an earlier try of the same call may have erased the contact', async () => {
    const world = aWorldOfRefusers(people);
    const state = aBrake(5, world.target);
    const anonymize = async () => ({ outcome: 'already-anonymized', status: 404, ambiguous: true }) as const;
    const target: ContactTarget = { ...world.target, anonymize, readBack: async () => 'gone' };
    await reconcile(first, optionsFor(world, { brake: state.brake, target }));
    expect(state.calls).toEqual(['ask 1', 'spend']);
  });

  it.each([
    ['rejected', ['ask 1', 'give back']],
    ['authentication', ['ask 1', 'give back']],
    ['unavailable', ['ask 1']],
    ['protocol', ['ask 1']],
  ] as const)('after a failure that is %s comes to %j', async (kind, calls) => {
    const world = aWorldOfRefusers(people);
    const state = aBrake(5, world.target);
    const target: ContactTarget = {
      ...world.target,
      anonymize: async () => Promise.reject(new PortError({ side: 'target', kind })),
    };
    await reconcile(first, optionsFor(world, { brake: state.brake, target }));
    expect(state.calls).toEqual(calls);
  });

  it('is not given back when an earlier try of a refused call may take effect', async () => {
    const world = aWorldOfRefusers(people);
    const state = aBrake(5, world.target);
    const anonymize = () =>
      Promise.reject(new PortError({ side: 'target', kind: 'rejected', ambiguous: true }));
    await reconcile(first, optionsFor(world, { brake: state.brake, target: { ...world.target, anonymize } }));
    expect(state.calls).toEqual(['ask 1']);
  });

  it('is not asked for a record that is kept', async () => {
    const world = aSharedWorld([{ ref: first, externalId: '1', email: 'one' }], false);
    const state = aBrake(0, world.target);
    state.away = true;
    expect(await reconcile(first, optionsFor(world, { brake: state.brake }))).toMatchObject({
      effect: { kind: 'synced' },
    });
  });

  it('that can not be asked for is a failure of the state, and nothing is done', async () => {
    const world = aWorldOfRefusers(people);
    const state = aBrake(5, world.target);
    state.away = true;
    expect(await reconcile(first, optionsFor(world, { brake: state.brake }))).toMatchObject({
      kind: 'failed',
      failure: { side: 'state', kind: 'unavailable' },
      precondition: 'permit',
    });
    expect(world.writes).toEqual([]);
  });
});
