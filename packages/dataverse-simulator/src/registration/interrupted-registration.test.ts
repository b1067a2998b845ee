import { afterEach, describe, expect, it } from '@jest/globals';
import type { Registrar } from '@spotler-connector/dataverse';
import { aSimulator } from '../a-simulator.ts';
import type { DataverseSimulator } from '../dataverse-simulator.ts';
import { SYSTEM_TABLES } from './system-tables.ts';
import { aRegistrar, KEY, linesOf, register } from './testing/a-registration.ts';

const REGISTERED = /^(serviceendpoint|sdkmessageprocessingstep|role)/;

const simulators: DataverseSimulator[] = [];
afterEach(async () => {
  for (const simulator of simulators.splice(0)) await simulator.close();
});

async function aBareSimulator(): Promise<DataverseSimulator> {
  const { simulator } = await aSimulator({ bare: true });
  simulators.push(simulator);
  return simulator;
}

function withImages(simulator: DataverseSimulator) {
  return aRegistrar(simulator, { externalIdColumn: 'new_spotlerid' });
}

/** Everything that is registered, without ids and times. */
function stateOf(simulator: DataverseSimulator): string[] {
  return SYSTEM_TABLES.filter(({ logicalName }) => REGISTERED.test(logicalName))
    .flatMap(({ logicalName, primaryKey }) =>
      simulator.all(logicalName).map((row) => {
        const lasting = Object.entries(row)
          .filter(([name]) => name !== primaryKey && !/on$/.test(name) && name !== 'roleid')
          .map(([name, value]) => `${name}=${typeof value === 'object' ? 'lookup' : value}`);
        return `${logicalName} ${lasting.sort().join(' ')}`;
      }),
    )
    .sort();
}

/** Registers again and again while each run meets a fault at its n-th write; gives the number of runs. */
async function registerThrough(
  simulator: DataverseSimulator,
  registrar: Registrar,
  n: number,
): Promise<number> {
  for (let runs = 1; ; runs += 1) {
    simulator.clearFaults();
    simulator.fail({ method: 'write', after: n - 1, status: 503 });
    try {
      await register(registrar);
      return runs;
    } catch {
      expect(runs).toBeLessThan(60);
    }
  }
}

describe('a registration that is interrupted', () => {
  it.each([2, 5, 12, 31])('at every %i-th write ends as one run does', async (n) => {
    const [smooth, rough] = [await aBareSimulator(), await aBareSimulator()];
    await register(withImages(smooth));
    const runs = await registerThrough(rough, withImages(rough), n);
    expect(runs).toBeGreaterThan(1);
    expect(stateOf(rough)).toEqual(stateOf(smooth));
    rough.clearFaults();
    expect(linesOf(await withImages(rough).plan())).toEqual([]);
  });

  it('tells what was done until then', async () => {
    const simulator = await aBareSimulator();
    simulator.fail({ method: 'write', after: 3, status: 500 });
    const registrar = aRegistrar(simulator);
    const done: string[] = [];
    const run = registrar.carryOut(await registrar.plan(), KEY, ({ name }) => done.push(name));
    await expect(run).rejects.toMatchObject({ name: 'DataverseError', kind: 'unavailable' });
    expect(done).toEqual(['spotler_job', 'spotler_operation', 'spotler_status']);
  });

  it('takes the second of two steps away that a lost answer has left', async () => {
    const simulator = await aBareSimulator();
    const registrar = aRegistrar(simulator);
    await register(registrar);
    const [step] = simulator.all('sdkmessageprocessingstep');
    await simulator.create('sdkmessageprocessingstep', { ...step });
    expect(linesOf(await registrar.plan())).toEqual([
      expect.stringMatching(/^remove step .*: it is not needed \(any more\)$/),
    ]);
    await register(registrar);
    expect(simulator.all('sdkmessageprocessingstep')).toHaveLength(22);
  });
});
