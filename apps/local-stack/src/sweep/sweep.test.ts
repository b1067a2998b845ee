import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  inventedColumns,
  QUEUE,
  registerServices,
  type Services,
  until,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { runCli } from '../cli/testing/run-cli.ts';
import { aWorker, endAll, theServices } from '../testing/running-services.ts';

const SETTINGS = { anonymizeContactWhenInactive: true, anonymizeAccountOnDoNotEmail: false };
const PERMITTED = [{ bit: 1, enabled: true }];

let services: Services;
let folder: string;
let environment: Record<string, string>;
let people = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sweep-'));
  services = await theServices({ registered: false });
  environment = { ...workerEnvironment(services, SETTINGS), SPOTLER_STATE: `file:${folder}` };
});

afterAll(async () => {
  await endAll();
  await rm(folder, { recursive: true, force: true });
});

/** A record that no message tells of, and its contact in Spotler from before the connector. */
async function aPerson(
  columns: Record<string, unknown> = {},
  externalId = (id: string) => id,
): Promise<string> {
  const invented = inventedColumns('contact', ++people, 'canary.example');
  const id = await services.dataverse.create('contact', { ...invented, ...columns });
  const email = `${invented['emailaddress1']}`;
  services.spotler.seed([{ externalId: externalId(id), properties: { email, permissions: PERMITTED } }]);
  return id;
}

async function sweep(...flags: string[]) {
  const { exitCode, stdout, stderr } = await runCli(['sweep', '--json', ...flags], { env: environment });
  const report = stdout === '' ? {} : JSON.parse(stdout);
  return {
    exitCode,
    stderr,
    report: report as { findings: { kind: string; count: number }[]; mended: number },
  };
}

function kinds(report: { findings: readonly { kind: string; count: number }[] }): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind, count } of report.findings) counts[kind] = (counts[kind] ?? 0) + count;
  return counts;
}

async function untilDone(): Promise<void> {
  await until(() => services.serviceBus.counts(QUEUE).activeMessageCount === 0);
}

function permissionsOf(id: string): unknown {
  return services.spotler.contact(id)?.properties['permissions'];
}

describe('who was in Spotler before the connector', () => {
  it('agrees with the policy after one sweep, and the next one finds nothing', async () => {
    const { dataverse, spotler } = services;
    const eligible = await aPerson();
    const deleted = await aPerson();
    await dataverse.delete('contact', deleted);
    const refusing = await aPerson({ donotemail: true });
    const addressless = await aPerson({ emailaddress1: null });
    const optedOut = await aPerson({ donotbulkemail: true });
    const inactive = await aPerson({ statecode: 1, statuscode: 2 });
    const upper = (id: string) => id.toUpperCase();
    const shouted = await aPerson({ donotemail: true }, upper);
    const shoutedAndDeleted = await aPerson({}, upper);
    await dataverse.delete('contact', shoutedAndDeleted);
    const shoutedAndWanted = await aPerson({}, upper);
    const absent = await dataverse.create('contact', inventedColumns('contact', ++people, 'canary.example'));
    spotler.seed([{ externalId: 'newsletter-7', properties: { email: 'elsewhere@canary.example' } }]);

    await registerServices(dataverse, services.serviceBus, { queue: QUEUE });
    const dry = await sweep('--dry-run');
    expect(dry.stderr).toMatch(/^Checkpoint of evidence [^\n]*\n$/);
    expect(kinds(dry.report)).toEqual({
      'must-be-gone': 4,
      'must-be-opted-out': 1,
      missing: 2,
      differs: 1,
      orphan: 2,
      'other-spelling': 1,
      'foreign-id': 1,
    });
    expect(services.serviceBus.counts(QUEUE).activeMessageCount).toBe(0);

    const refused = await sweep('--yes');
    expect(refused).toMatchObject({ exitCode: 1, report: { mended: 0 } });
    expect(refused.stderr).toContain('more than --max-anonymize 10%');

    const { worker } = await aWorker(services, environment);
    const mended = await sweep('--yes', '--max-anonymize', '100%');
    // The worker has begun a generation of the policy.
    expect(mended).toMatchObject({ exitCode: 0, report: { mended: 10, scope: 'full' } });
    expect(mended.stderr).toContain('6 contacts should have been erased before and were not');
    await untilDone();
    for (const id of [deleted, refusing, addressless, inactive]) expect(spotler.state(id)).toBe('anonymized');
    for (const id of [shouted, shoutedAndDeleted]) expect(spotler.state(upper(id))).toBe('anonymized');
    expect(spotler.state(eligible)).toBe('present');
    expect(permissionsOf(eligible)).toContainEqual(expect.objectContaining({ bit: 1, enabled: true }));
    expect(permissionsOf(optedOut)).not.toContainEqual(expect.objectContaining({ enabled: true }));
    expect(spotler.state(absent)).toBe('present');
    expect(spotler.state(upper(shoutedAndWanted))).toBe('present');
    expect(permissionsOf(upper(shoutedAndWanted))).toContainEqual(expect.objectContaining({ enabled: true }));
    expect(spotler.state('newsletter-7')).toBe('present');

    const again = await sweep('--yes');
    expect(again.report).toMatchObject({ scope: 'changes', mended: 0 });
    expect(kinds(again.report)).toEqual({ 'other-spelling': 1 });
    const full = await sweep('--yes', '--full');
    expect(kinds(full.report)).toEqual({ 'other-spelling': 1, 'held-twice': 1, 'foreign-id': 1 });
    const orphans = await sweep('--yes', '--orphans', '--max-anonymize', '1');
    expect(orphans.report.mended).toBe(1);
    await untilDone();
    expect(spotler.state('newsletter-7')).toBe('anonymized');
    await worker.stop();
  }, 60_000);
});
