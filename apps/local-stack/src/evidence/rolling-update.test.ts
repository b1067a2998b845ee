import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { inventedColumns, type Services, until } from '@spotler-connector/local-services';
import { aWorker, endAll, endLater, theServices } from '../testing/running-services.ts';

const ACCOUNTS = 20;
const FORGETS = { ANONYMIZE_ACCOUNT_ON_DO_NOT_EMAIL: 'true' };

afterEach(endAll);

async function aState(): Promise<{ SPOTLER_STATE: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'generation-'));
  endLater(() => rm(folder, { recursive: true, force: true }));
  return { SPOTLER_STATE: `file:${folder}` };
}

/** Accounts that have their contacts in Spotler. */
async function someAccounts({ dataverse, spotler }: Services): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let n = 0; n < ACCOUNTS; n++) {
    ids.push(await dataverse.create('account', inventedColumns('account', n, 'canary.example')));
  }
  await until(() => ids.every((id) => spotler.contact(id) !== undefined));
  return ids;
}

function isSuperseded(lines: readonly string[]): boolean {
  return lines.some((line) => line.includes('policy superseded'));
}

describe('a rolling update with another setting', () => {
  it('has the newer policy act alone, and the older one again once it is rolled back to', async () => {
    const services = await theServices();
    const state = await aState();
    const old = await aWorker(services, state);
    const ids = await someAccounts(services);
    const young = await aWorker(services, { ...state, ...FORGETS });
    await until(() => isSuperseded(old.lines));
    for (const id of ids) await services.dataverse.update('account', id, { donotemail: true });
    await until(() => ids.every((id) => services.spotler.contact(id) === undefined));
    await until(() => services.serviceBus.counts('dataverse-changes').activeMessageCount === 0);
    expect(ids.filter((id) => services.spotler.contact(id) !== undefined)).toEqual([]);

    await until(() => old.worker.settled.length + young.worker.settled.length >= 2 * ids.length);
    const back = await aWorker(services, state);
    await until(() => isSuperseded(young.lines));
    const before = young.worker.settled.length;
    for (const id of ids) await services.dataverse.update('account', id, { address1_city: 'Utrecht' });
    await until(() => ids.every((id) => services.spotler.contact(id) !== undefined));
    expect(young.worker.settled.length).toBe(before);
    expect(back.worker.settled.length + old.worker.settled.length).toBeGreaterThanOrEqual(ids.length);
  }, 120_000);

  it('has both act where no state is kept', async () => {
    const services = await theServices();
    const [old, young] = [await aWorker(services), await aWorker(services, FORGETS)];
    const ids = await someAccounts(services);
    for (const id of ids) await services.dataverse.update('account', id, { donotemail: true });
    await until(() => old.worker.settled.length + young.worker.settled.length >= 2 * ids.length);
    expect(Math.min(old.worker.settled.length, young.worker.settled.length)).toBeGreaterThan(0);
    expect(old.lines.some((line) => line.includes('state not kept'))).toBe(true);
  }, 120_000);
});
