import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { needsKey } from '@spotler-connector/dataverse';
import { aSimulator } from '../a-simulator.ts';
import type { DataverseSimulator } from '../dataverse-simulator.ts';
import { aRegistrar, KEY, linesOf, register } from './testing/a-registration.ts';

let simulator: DataverseSimulator;
beforeEach(async () => {
  simulator = (await aSimulator({ bare: true })).simulator;
});
afterEach(() => simulator.close());

describe('a second endpoint of our name', () => {
  it('is left to a person, and no step is touched until then', async () => {
    await register(aRegistrar(simulator));
    const [endpoint] = simulator.all('serviceendpoint');
    const [step] = simulator.all('sdkmessageprocessingstep');
    await simulator.create('serviceendpoint', { ...endpoint });
    await simulator.delete('sdkmessageprocessingstep', String(step?.['sdkmessageprocessingstepid']));
    const registrar = aRegistrar(simulator);
    const before = simulator.writes();
    await register(registrar);
    expect(simulator.writes()).toBe(before);
    expect(linesOf(await registrar.plan())).toEqual([
      'stuck endpoint change messages: there are 2 of this name; delete the others',
      'create step Create of contact',
    ]);
  });
});

describe('the key of the service endpoint', () => {
  it('is needed to make it, and nothing is made without', async () => {
    const registrar = aRegistrar(simulator);
    const plan = (await registrar.plan()).filter(({ kind }) => kind === 'endpoint');
    expect(needsKey(plan)).toBe(true);
    await expect(registrar.carryOut(plan, null)).rejects.toThrow(
      'The key of the service endpoint is not there',
    );
    expect(simulator.all('serviceendpoint')).toEqual([]);
    await register(registrar);
    expect(needsKey(await registrar.plan())).toBe(false);
  });

  it('is written anew when asked, for nobody can compare it', async () => {
    await register(aRegistrar(simulator));
    const registrar = aRegistrar(simulator);
    const plan = await registrar.plan({ renewKey: true });
    expect(linesOf(plan)).toEqual(['update endpoint change messages: its key is written anew, as asked']);
    const before = simulator.writes();
    await registrar.carryOut(plan, KEY);
    expect(simulator.writes()).toBe(before + 1);
  });

  it('is never shown again', async () => {
    await register(aRegistrar(simulator));
    expect(JSON.stringify(simulator.all('serviceendpoint'))).not.toContain(KEY);
    for (const query of ['', '?$select=name']) {
      const answer = await fetch(`${simulator.url}/api/data/v9.2/serviceendpoints${query}`);
      expect(await answer.text()).not.toContain(KEY);
    }
    const select = await fetch(`${simulator.url}/api/data/v9.2/serviceendpoints?$select=saskey`);
    expect(select.status).toBe(400);
  });
});
