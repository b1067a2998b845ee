import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  inventedColumns,
  QUEUE,
  runCli as runSource,
  type Services,
  until,
  type WorkerProcess,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { aMutant } from '../testing/a-mutant.ts';
import { aWorker, endAll, endLater, theServices } from '../testing/running-services.ts';
import { runCli } from './testing/run-cli.ts';

const FORGETS = { ANONYMIZE_ACCOUNT_ON_DO_NOT_EMAIL: 'true', ANONYMIZE_CONTACT_WHEN_INACTIVE: 'true' };

let services: Services;
let folder: string;
let state: Record<string, string>;
let account: string;
let worker: WorkerProcess;

/** A worker erases an account that refuses e-mail, as many as it may, and leaves its policy in the state. */
beforeAll(async () => {
  services = await theServices();
  folder = mkdtempSync(join(tmpdir(), 'policy-'));
  endLater(() => rmSync(folder, { recursive: true, force: true }));
  state = { SPOTLER_STATE: `file:${folder}` };
  ({ worker } = await aWorker(services, { ...state, ...FORGETS, ANONYMIZATION_LIMIT: '1' }));
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

describe('brake reject', () => {
  let contact: string;

  /** The contact of a deactivated record is above the limit: held, and opted out meanwhile. */
  beforeAll(async () => {
    const { dataverse, spotler, serviceBus } = services;
    contact = await dataverse.create('contact', inventedColumns('contact', 1, 'canary.example'));
    await until(() => spotler.contact(contact) !== undefined);
    spotler.seed([{ externalId: contact, properties: { permissions: [{ bit: 1, enabled: true }] } }]);
    await dataverse.update('contact', contact, { statecode: 1 });
    await until(() => serviceBus.counts(QUEUE).deadLetterMessageCount === 1);
  }, 60_000);

  function isOptedIn(): boolean {
    return JSON.stringify(services.spotler.contact(contact)?.properties['permissions']).includes('true');
  }

  function options(settings: Record<string, string>) {
    return { env: { ...workerEnvironment(services), ...state, ...settings }, cwd: folder };
  }

  it('refuses where it would decide otherwise than the workers, and gives nothing back', async () => {
    const { exitCode, stderr } = await runCli(['brake', 'reject', '--yes'], options({}));
    expect(stderr).toContain('The workers decide by another policy');
    expect(exitCode).toBe(2);
    expect(isOptedIn()).toBe(false);
  });

  it('keeps whoever is still to be forgotten with the settings of the workers', async () => {
    const { exitCode, stdout } = await runCli(['brake', 'reject', '--yes'], options(FORGETS));
    expect(stdout).toContain('1 stay held');
    expect(exitCode).toBe(0);
    expect(isOptedIn()).toBe(false);
  });

  it('gives permissions back to whoever the workers would erase where nothing is compared', async () => {
    // It would hold the person again, whose dead letter is replayed.
    await worker.stop();
    const imports = [aMutant('without-policy-check')];
    const { exitCode } = await runSource(['brake', 'reject', '--yes'], { ...options({}), imports });
    expect(exitCode).toBe(0);
    expect(isOptedIn()).toBe(true);
  }, 60_000);
});
