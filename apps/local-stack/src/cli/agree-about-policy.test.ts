import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inventedColumns, type Services, until, workerEnvironment } from '@spotler-connector/local-services';
import { aWorker, endAll, endLater, theServices } from '../testing/running-services.ts';
import { runCli } from './testing/run-cli.ts';

const FORGETS = { ANONYMIZE_ACCOUNT_ON_DO_NOT_EMAIL: 'true' };

let services: Services;
let state: Record<string, string>;
let account: string;

/** A worker erases an account that refuses e-mail, and leaves its policy in the state. */
beforeAll(async () => {
  services = await theServices();
  const folder = mkdtempSync(join(tmpdir(), 'policy-'));
  endLater(() => rmSync(folder, { recursive: true, force: true }));
  state = { SPOTLER_STATE: `file:${folder}` };
  await aWorker(services, { ...state, ...FORGETS });
  account = await services.dataverse.create('account', inventedColumns('account', 1, 'canary.example'));
  await until(() => services.spotler.contact(account) !== undefined);
  await services.dataverse.update('account', account, { donotemail: true });
  await until(() => services.spotler.contact(account) === undefined);
}, 60_000);
afterAll(endAll);

function apply(settings: Record<string, string>) {
  const env = { ...workerEnvironment(services), ...settings };
  return runCli(['explain', 'account', account, '--apply'], { env });
}

describe('explain --apply', () => {
  it('refuses where it would decide otherwise than the workers, and writes nothing', async () => {
    const { exitCode, stderr } = await apply(state);
    expect(stderr).toContain('The workers decide by another policy');
    expect(exitCode).toBe(2);
    expect(services.spotler.contact(account)).toBeUndefined();
  });

  it('does not refuse with the settings of the workers', async () => {
    const { exitCode, stderr } = await apply({ ...state, ...FORGETS });
    expect([exitCode, stderr]).toEqual([3, '']);
    expect(services.spotler.contact(account)).toBeUndefined();
  });

  it('brings back who was forgotten where nothing is compared, and says that nothing was', async () => {
    const { exitCode, stderr } = await apply({});
    expect(stderr).toContain('nobody compared');
    expect(exitCode).toBe(0);
    expect(services.spotler.contact(account)).toBeDefined();
  });
});
