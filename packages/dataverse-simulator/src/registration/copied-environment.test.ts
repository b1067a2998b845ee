import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aSimulator } from '../a-simulator.ts';
import type { DataverseSimulator } from '../dataverse-simulator.ts';
import { aRegistrar, linesOf, register } from './testing/a-registration.ts';

const ANOTHER_QUEUE = {
  address: 'sb://contoso.servicebus.windows.net/',
  entity: { kind: 'queue', name: 'sandbox-changes' } as const,
  keyName: 'dataverse-send',
};

let simulator: DataverseSimulator;
beforeEach(async () => {
  simulator = (await aSimulator({ bare: true })).simulator;
});
afterEach(() => simulator.close());

describe('a copy of an environment', () => {
  const [original, copy] = ['ae89a861-e7ad-41ae-a3b2-2533aa62c095', '0b1c2d3e-e7ad-41ae-a3b2-2533aa62c095'];

  it('has an endpoint that was made for another organization, and is not registered', async () => {
    await register(aRegistrar(simulator, { organizationId: original }));
    expect(linesOf(await aRegistrar(simulator, { organizationId: original }).plan())).toEqual([]);
    const plan = await aRegistrar(simulator, { organizationId: copy, target: ANOTHER_QUEUE }).plan();
    expect(linesOf(plan)).toEqual([expect.stringContaining(`it was made for organization ${original}`)]);
    expect(plan.flatMap(({ mends }) => mends)).toEqual([]);
  });

  it('would be registered if nobody looked', async () => {
    await register(aRegistrar(simulator, { organizationId: original }));
    const plan = await aRegistrar(simulator, { organizationId: undefined, target: ANOTHER_QUEUE }).plan();
    expect(plan.flatMap(({ mends }) => mends)).not.toEqual([]);
  });

  it('is registered once what was copied is taken away', async () => {
    await register(aRegistrar(simulator, { organizationId: original }));
    const registrar = aRegistrar(simulator, { organizationId: copy });
    await registrar.carryOut(await registrar.planRemoval({ withTable: false }), null);
    await register(registrar);
    expect(linesOf(await registrar.plan())).toEqual([]);
  });
});
