import { afterEach, describe, expect, it } from '@jest/globals';
import { connectDataverse, tablesWithRetention } from '@spotler-connector/dataverse';
import type { DataverseSimulator } from '../dataverse-simulator.ts';
import { startDataverseSimulator } from '../start-dataverse-simulator.ts';

let simulator: DataverseSimulator;
afterEach(() => simulator.close());

async function retained(...tables: string[]) {
  simulator = await startDataverseSimulator({ retained: tables });
  return connectDataverse({ url: simulator.url, authentication: { kind: 'none' }, retries: 0 });
}

describe('tables with long-term retention', () => {
  it('are found among ours', async () => {
    expect(await tablesWithRetention(await retained('account', 'spotler_job'))).toEqual(['account']);
  });

  it('are none where there is no retention', async () => {
    expect(await tablesWithRetention(await retained())).toEqual([]);
    simulator.fail({ status: 400, code: '0x80060888' });
    const connection = connectDataverse({ url: simulator.url, authentication: { kind: 'none' }, retries: 0 });
    expect(await tablesWithRetention(connection)).toEqual([]);
  });

  it('are not none for want of an answer', async () => {
    const connection = await retained('lead');
    simulator.fail({});
    await expect(tablesWithRetention(connection)).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
