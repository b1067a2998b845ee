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

/**
 * The look of a copy of another environment: its endpoint names the organization that it was made for.
 */
async function aCopy(description: string | null): Promise<void> {
  await register(aRegistrar(simulator));
  const [endpoint] = simulator.all('serviceendpoint');
  await simulator.update('serviceendpoint', String(endpoint?.['serviceendpointid']), { description });
}

const OTHER = 'Sends the changes of organization ae89a861-e7ad-41ae-a3b2-2533aa62c095.';

describe('an endpoint', () => {
  it('names the organization that it was made for', async () => {
    await register(aRegistrar(simulator));
    expect(simulator.all('serviceendpoint')).toMatchObject([
      { description: `Sends the changes of organization ${simulator.organizationId}.` },
    ]);
  });
});

describe('a copy of an environment', () => {
  it('has an endpoint that was made for another organization, and is left alone', async () => {
    await aCopy(OTHER);
    const plan = await aRegistrar(simulator, { target: ANOTHER_QUEUE }).plan();
    expect(linesOf(plan)).toEqual([expect.stringContaining('it was made for organization ae89a861-')]);
    expect(plan.flatMap(({ mends }) => mends)).toEqual([]);
    const messaging = await aRegistrar(simulator).planMessaging();
    expect(messaging.flatMap(({ mends }) => mends)).toEqual([]);
  });

  it('would be registered if its endpoint named nobody', async () => {
    await aCopy(null);
    const plan = await aRegistrar(simulator, { target: ANOTHER_QUEUE }).plan();
    expect(plan.flatMap(({ mends }) => mends)).not.toEqual([]);
  });

  it('is registered once what was copied is taken away', async () => {
    await aCopy(OTHER);
    const registrar = aRegistrar(simulator);
    await registrar.carryOut(await registrar.planRemoval({ withTable: false }), null);
    await register(registrar);
    expect(linesOf(await registrar.plan())).toEqual([]);
  });
});
