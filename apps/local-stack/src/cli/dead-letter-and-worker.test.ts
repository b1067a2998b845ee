import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceBusClient } from '@azure/service-bus';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  QUEUE,
  type Services,
  startServices,
  startWorkerProcess,
  type WorkerProcess,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { aChangeMessage, CANARY } from './testing/a-change-message.ts';
import { runCli } from './testing/run-cli.ts';

const PERSON = { emailaddress1: CANARY, firstname: 'canary', lastname: 'canary', donotemail: false };

let services: Services;
let worker: WorkerProcess;
let environment: Record<string, string>;
let folder: string;

beforeEach(async () => {
  services = await startServices();
  environment = workerEnvironment(services);
  folder = mkdtempSync(join(tmpdir(), 'replay-'));
  worker = await startWorkerProcess({ environment });
});

afterEach(async () => {
  await worker.kill();
  await services.close();
  rmSync(folder, { recursive: true });
});

function cli(...args: string[]) {
  return runCli(args, { env: environment, cwd: folder });
}

/** Creates a contact and waits until Spotler has it. */
async function aPerson(): Promise<string> {
  const id = await services.dataverse.create('contact', PERSON);
  await handled();
  return id;
}

async function handled(count = services.dataverse.published()): Promise<void> {
  await services.dataverse.idle();
  await worker.untilSettled(Math.max(count, services.dataverse.published()));
}

/** Sends a change message to the worker, besides Dataverse's own, and waits until it is settled. */
async function send(id: string): Promise<void> {
  const client = new ServiceBusClient(services.serviceBus.connectionString);
  const settled = worker.settled.length;
  await client.createSender(QUEUE).sendMessages(aChangeMessage(id, settled));
  await worker.untilSettled(settled + 1);
  await client.close();
}

function deadLetters() {
  return services.serviceBus.counts(QUEUE).deadLetterMessageCount;
}

describe('dead-letter replay, with the worker at the other end', () => {
  it('stops its ramp when a message comes back, and parks it in the end', async () => {
    const poisoned = await aPerson();
    const others = [await aPerson(), await aPerson(), await aPerson()];
    services.spotler.faults.add({
      kind: 'status',
      status: 400,
      errorType: 'INVALID_PROPERTY',
      externalId: poisoned,
      times: 1_000,
    });
    const refusal = { kind: 'status', status: 400, errorType: 'INVALID_PROPERTY' } as const;
    for (const externalId of others) services.spotler.faults.add({ ...refusal, externalId });
    for (const id of [poisoned, ...others]) await send(id);
    expect(deadLetters()).toBe(4);

    const ramp = await cli('dead-letter', 'replay', '--all', '--ramp', '--yes', '--max-replays', '2');
    expect(ramp.stdout).toContain('Replayed 1; 3 are left.');
    expect(ramp.stderr).toContain(
      'Stopped: 1 of the replayed messages came back as dead letters (SpotlerRejected).',
    );
    expect(ramp.exitCode).toBe(1);

    const [, plan = ''] = /--plan (\S+)/.exec(ramp.stderr) ?? [];
    await cli('dead-letter', 'replay', '--plan', plan, '--yes');
    const again = await cli('dead-letter', 'replay', '--all', '--ramp', '--yes', '--max-replays', '2');
    expect(again.exitCode).toBe(1);
    const parked = await cli('dead-letter', 'replay', '--all', '--ramp', '--yes', '--max-replays', '2');
    expect(parked.stdout).toContain('Parked: 1 were replayed as often as --max-replays allows');
    expect(parked.exitCode).toBe(3);
    expect(deadLetters()).toBe(1);
  }, 60_000);

  it('runs a ramp to its end when nothing comes back', async () => {
    const id = await aPerson();
    services.spotler.faults.add({
      kind: 'status',
      status: 400,
      errorType: 'INVALID_PROPERTY',
      externalId: id,
    });
    await send(id);
    const { exitCode, stdout } = await cli('dead-letter', 'replay', '--all', '--ramp', '--yes');
    expect(stdout).toContain('Replayed 1; 0 are left.');
    expect(exitCode).toBe(0);
    expect(deadLetters()).toBe(0);
  });

  it('never brings an anonymized person back with an old dead letter', async () => {
    const id = await aPerson();
    services.spotler.faults.add({
      kind: 'status',
      status: 400,
      errorType: 'INVALID_PROPERTY',
      externalId: id,
    });
    await send(id);
    expect(deadLetters()).toBe(1);
    const settled = worker.settled.length;
    await services.dataverse.update('contact', id, { donotemail: true });
    await worker.untilSettled(settled + 1);
    expect(services.spotler.state(id)).toBe('anonymized');

    expect((await cli('dead-letter', 'replay', '--all', '--yes')).exitCode).toBe(0);
    await worker.untilSettled(settled + 2);
    expect(deadLetters()).toBe(0);
    expect(services.spotler.state(id)).toBe('anonymized');
    expect(services.spotler.contact(id)).toBeUndefined();
  });
});

describe('explain', () => {
  it('tells what Spotler has of a person, and with --apply does what the policy says', async () => {
    const id = await aPerson();
    const before = await cli('explain', 'contact', id);
    expect(before.stdout).toContain('Decision  sync: eligible');
    expect(before.stdout).toContain('has this contact now');
    await worker.kill();
    await services.dataverse.update('contact', id, { donotemail: true });
    const applied = await cli('explain', 'contact', id, '--apply');
    expect(applied.stdout).toContain('Done: anonymized (Spotler answered 410; reading back finds nothing).');
    expect(services.spotler.state(id)).toBe('anonymized');
    expect(before.stdout + applied.stdout).not.toContain('canary');
    const again = await cli('explain', 'contact', id, '--apply', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ outcome: { effect: { kind: 'already-anonymized' } } });
    expect(again.exitCode).toBe(3);
  });
});
