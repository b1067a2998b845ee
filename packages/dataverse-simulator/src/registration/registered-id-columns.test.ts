import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connectDataverse, defaultRegistration, readRegisteredIdColumns } from '@spotler-connector/dataverse';
import { aSimulator } from '../a-simulator.ts';
import type { DataverseSimulator } from '../dataverse-simulator.ts';
import { aRegistrar, register } from './testing/a-registration.ts';

let simulator: DataverseSimulator;
beforeEach(async () => {
  simulator = (await aSimulator({ bare: true })).simulator;
});
afterEach(() => simulator.close());

function registered(): Promise<readonly string[] | undefined> {
  const connection = connectDataverse({ url: simulator.url, authentication: { kind: 'none' } });
  return readRegisteredIdColumns(connection, defaultRegistration());
}

describe('the registered columns of external ids', () => {
  it('are not known where nothing is registered', async () => {
    expect(await registered()).toBeUndefined();
  });

  it('are none where contacts go by the ids of their records', async () => {
    await register(aRegistrar(simulator));
    expect(await registered()).toEqual([]);
  });

  it('are the one that was registered with', async () => {
    await register(aRegistrar(simulator, { externalIdColumn: 'new_spotlerid' }));
    expect(await registered()).toEqual(['new_spotlerid']);
  });
});
