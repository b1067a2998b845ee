import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultJobTable } from '@spotler-connector/dataverse';
import { aSimulator } from '../a-simulator.ts';
import type { DataverseSimulator } from '../dataverse-simulator.ts';
import { aRegistrar, linesOf, register } from './testing/a-registration.ts';

const STEPS = 'sdkmessageprocessingstep';
const { table } = defaultJobTable();

let simulator: DataverseSimulator;
beforeEach(async () => {
  simulator = (await aSimulator({ bare: true })).simulator;
  await register(aRegistrar(simulator, { externalIdColumn: 'new_spotlerid' }));
});
afterEach(() => simulator.close());

async function unregister(withTable = false): Promise<string[]> {
  const registrar = aRegistrar(simulator);
  const plan = await registrar.planRemoval({ withTable });
  await registrar.carryOut(plan, null);
  return linesOf(plan);
}

describe('unregistering', () => {
  it('takes images, steps and the endpoint away, and keeps the job table and its rows', async () => {
    await simulator.create(table, {});
    expect(await unregister()).toContain(
      'foreign table spotler_job: kept with its rows; --with-table deletes it',
    );
    for (const emptied of [STEPS, 'sdkmessageprocessingstepimage', 'serviceendpoint']) {
      expect(simulator.all(emptied)).toEqual([]);
    }
    expect(simulator.all(table)).toHaveLength(1);
    expect(simulator.all('role')).toHaveLength(2);
  });

  it('takes the job table away when told to', async () => {
    await unregister(true);
    expect(() => simulator.all(table)).toThrow('There is no table');
  });

  it("leaves somebody else's step, and the endpoint that it uses", async () => {
    const [step] = simulator.all(STEPS);
    await simulator.create(STEPS, { ...step, name: 'Somebody else: contacts' });
    await unregister();
    expect(simulator.all(STEPS).map(({ name }) => name)).toEqual(['Somebody else: contacts']);
    expect(simulator.all('serviceendpoint')).toHaveLength(1);
  });

  it('does nothing where nothing of ours is', async () => {
    await unregister(true);
    const before = simulator.writes();
    expect(await unregister(true)).toEqual([]);
    expect(simulator.writes()).toBe(before);
  });

  it('takes the step of Spotler Jobs alone away where they are given up, and keeps their rows', async () => {
    await simulator.create(table, {});
    const without = aRegistrar(simulator, { externalIdColumn: 'new_spotlerid', jobTable: undefined });
    expect(linesOf(await without.plan())).toEqual([
      'remove step Create of spotler_job: it is not needed (any more)',
    ]);
    await register(without);
    expect(simulator.all(STEPS)).toHaveLength(21);
    expect(simulator.all(table)).toHaveLength(1);
  });
});
