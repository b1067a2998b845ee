import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  aChangeMessage,
  deadLetters,
  inventedColumns,
  send,
  until,
  type WorkerProcess,
} from '@spotler-connector/local-services';
import { aToldMessage } from './evidence/testing/a-told-message.ts';
import { anEmulator, aWorker, endAll, theServices } from './testing/running-services.ts';

const CANARY = 'canary-7f3a.example';

afterEach(endAll);

/** A real message, as if the environment of this test had sent it. */
async function aSample(name: string, organizationId: string): Promise<Buffer> {
  const text = await readFile(
    new URL(`../../../packages/dataverse/samples/${name}`, import.meta.url),
    'utf8',
  );
  return Buffer.from(text.replace(/("OrganizationId": *")[^"]*/i, `$1${organizationId}`));
}

describe('the worker', () => {
  it('handles real change messages from a sender that knows only the connection string', async () => {
    const services = await theServices();
    const { worker } = await aWorker(services);
    const names = ['01-update-contact-async-docs.json', '09-delete-account-sync.json'];
    const bodies = await Promise.all(names.map((name) => aSample(name, services.dataverse.organizationId)));
    await send(
      services.serviceBus.connectionString,
      bodies.map((body) => ({ body, contentType: 'application/json' })),
    );
    await worker.untilSettled(2);
    expect(worker.settled.toSorted((a, b) => String(a.table).localeCompare(String(b.table)))).toMatchObject([
      {
        table: 'account',
        messageName: 'Delete',
        rule: 'deleted',
        outcome: 'already-anonymized',
        settlement: 'complete',
      },
      {
        table: 'contact',
        messageName: 'Update',
        rule: 'deleted',
        outcome: 'already-anonymized',
        settlement: 'complete',
      },
    ]);
  }, 60_000);

  it('dead-letters exactly the malformed ones among many, and says nothing of what is in them', async () => {
    const services = await theServices();
    const { connectionString } = services.serviceBus;
    const { worker, lines } = await aWorker(services);
    const good = await services.dataverse.create('contact', inventedColumns('contact', 1, CANARY));
    const messages = Array.from({ length: 150 }, (_, n) =>
      n % 3 === 0 ? { body: { MessageName: { address: `x@${CANARY}` } } } : aChangeMessage(good),
    );
    await send(connectionString, messages);
    await services.dataverse.idle();
    await worker.untilSettled(151);
    const found = await deadLetters(connectionString);
    expect(found).toHaveLength(50);
    expect(new Set(found.map(({ reason }) => reason))).toEqual(new Set(['MalformedMessage']));
    expect(JSON.stringify(found) + lines.join('')).not.toContain('canary');
  }, 60_000);

  it('goes on by itself after the broker was killed and started again', async () => {
    const services = await theServices();
    const emulator = await anEmulator();
    const { worker } = await aWorker(services, {
      SERVICE_BUS_CONNECTION_STRING: emulator.connectionString,
    });
    const id = await services.dataverse.create('contact', inventedColumns('contact', 1, CANARY));
    await send(emulator.connectionString, [aChangeMessage(id)]);
    await worker.untilSettled(1);
    await emulator.kill();
    const again = await anEmulator(emulator.port);
    await services.dataverse.delete('contact', id);
    const { organizationId } = services.dataverse;
    await send(again.connectionString, [
      aToldMessage({ messageName: 'Delete', table: 'contact', id, organizationId }),
    ]);
    await worker.untilSettled(2);
    expect(worker.settled[1]).toMatchObject({ rule: 'deleted', settlement: 'complete' });
    expect(services.spotler.state(id)).toBe('anonymized');
  }, 60_000);

  it('finishes what it has begun on SIGTERM, gives back the rest, and exits 0', async () => {
    const services = await theServices();
    const { worker } = await aWorker(services, { MAX_CONCURRENT_RECONCILES: '1' });
    const ids: string[] = [];
    for (let n = 0; n < 40; n++)
      ids.push(await services.dataverse.create('contact', inventedColumns('contact', n, CANARY)));
    await worker.untilSettled(1);
    expect(await worker.stop()).toBe(0);
    const { worker: other } = await aWorker(services);
    const settledBy = (which: WorkerProcess) =>
      which.settled.filter(({ settlement }) => settlement === 'complete');
    await until(() => settledBy(worker).length + settledBy(other).length >= ids.length);
    expect(ids.filter((id) => services.spotler.contact(id) === undefined)).toEqual([]);
    expect(await deadLetters(services.serviceBus.connectionString)).toEqual([]);
  }, 60_000);

  it('gives back on SIGTERM what does not end within the grace time, and exits 0 all the same', async () => {
    const services = await theServices();
    services.spotler.faults.add({ kind: 'silence', when: 'before-change', endpoint: 'POST /contact' });
    const { worker } = await aWorker(services, { SHUTDOWN_GRACE_SECONDS: '1' });
    await services.dataverse.create('contact', inventedColumns('contact', 1, CANARY));
    await until(() => services.spotler.faults.pending().length === 0);
    expect(await worker.stop()).toBe(0);
    const { messages } = services.serviceBus.inspect('dataverse-changes');
    // Beside it there may be a second look, which is for later.
    const given = messages.filter(({ state }) => state === 'active');
    expect(given).toMatchObject([{ lockedUntil: undefined, deliveryCount: 1 }]);
  }, 60_000);

  it('stops taking messages while Spotler refuses its key, and uses up none of them', async () => {
    const services = await theServices();
    const { lines } = await aWorker(services, { SPOTLER_CONSUMER_SECRET: 'wrong' });
    await services.dataverse.create('contact', inventedColumns('contact', 1, CANARY));
    const down = () => lines.some((line) => line.includes('"system down"'));
    await until(down);
    expect(services.serviceBus.counts('dataverse-changes')).toMatchObject({
      activeMessageCount: 1,
      deadLetterMessageCount: 0,
    });
    expect(lines.join('')).not.toContain('canary');
  }, 60_000);

  it('changes nothing and uses up nothing in a dry run', async () => {
    const services = await theServices();
    const { worker } = await aWorker(services, { DRY_RUN: 'true' });
    const id = await services.dataverse.create('contact', inventedColumns('contact', 1, CANARY));
    await worker.untilSettled(1);
    expect(worker.settled[0]).toMatchObject({ action: 'sync', rule: 'eligible' });
    expect(services.spotler.contact(id)).toBeUndefined();
    expect(services.serviceBus.counts('dataverse-changes')).toMatchObject({ activeMessageCount: 1 });
  }, 60_000);
});
