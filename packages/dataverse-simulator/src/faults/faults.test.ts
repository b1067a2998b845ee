import { afterEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createRecordSource } from '@spotler-connector/dataverse';
import { aSimulator, type ListeningSimulator } from '../a-simulator.ts';
import type { DataverseSimulatorOptions } from '../dataverse-simulator-options.ts';
import { createServiceProtection } from './service-protection.ts';

const started: ListeningSimulator[] = [];
afterEach(async () => {
  for (const { simulator } of started.splice(0)) await simulator.close();
});

async function aContact(options: DataverseSimulatorOptions = {}, requestTimeoutMs = 10_000) {
  const listening = await aSimulator(options);
  started.push(listening);
  const { simulator } = listening;
  const id = await simulator.create('contact', {});
  const source = createRecordSource({
    url: simulator.url,
    authentication: { kind: 'none' },
    retries: 0,
    requestTimeoutMs,
  });
  return { simulator, read: () => source.read({ table: 'contact', id }) };
}

describe('a fault', () => {
  it('can let some requests pass, and concern only those that change something', async () => {
    const { simulator, read } = await aContact();
    const write = async () =>
      (await fetch(`${simulator.url}/api/data/v9.2/contacts`, { method: 'POST', body: '{}' })).status;
    simulator.fail({ method: 'write', after: 1 });
    await read();
    expect([await write(), await write(), await write()]).toEqual([204, 503, 204]);
  });

  it.each([
    [
      { status: 429, retryAfterSeconds: 17 },
      { kind: 'unavailable', status: 429, code: '0x80072322', retryAfterMs: 17_000 },
    ],
    [
      { status: 429, code: '0x80072326' },
      { kind: 'unavailable', code: '0x80072326' },
    ],
    [{}, { kind: 'unavailable', status: 503 }],
    [{ status: 401 }, { kind: 'authentication', status: 401 }],
    [
      { status: 403, times: 2 },
      { kind: 'authentication', status: 403 },
    ],
    [
      { status: 404, code: '0x8006088a' },
      { kind: 'protocol', status: 404 },
    ],
    [{ connection: 'break-off' }, { kind: 'unavailable', code: 'ECONNRESET' }],
    [{ connection: 'hang' }, { kind: 'unavailable', message: 'Dataverse does not answer in time' }],
  ] as const)('%j is met, and then never again', async (fault, expected) => {
    const hangs = 'connection' in fault && fault.connection === 'hang';
    const { simulator, read } = await aContact({}, hangs ? 200 : undefined);
    simulator.fail(fault);
    await expect(read()).rejects.toMatchObject(expected);
    simulator.clearFaults();
    if (!('retryAfterSeconds' in fault))
      await expect(read()).resolves.toMatchObject({ snapshot: { presence: 'present' } });
  });

  it('concerns only the requests it names, as often as it says', async () => {
    const { simulator, read } = await aContact();
    simulator.fail({ path: 'leads', times: 5 });
    simulator.fail({ method: 'PATCH' });
    await expect(read()).resolves.toBeDefined();
    simulator.fail({ path: 'contacts(', method: 'GET', times: 2 });
    await expect(read()).rejects.toMatchObject({ status: 503 });
    await expect(read()).rejects.toMatchObject({ status: 503 });
    await expect(read()).resolves.toBeDefined();
  });
});

describe('service protection', () => {
  it('refuses more requests at once than it allows', async () => {
    const clock = createManualClock();
    const { simulator } = await aContact({ serviceProtection: { concurrent: 2 }, latencyMs: 30, clock });
    const requests = Array.from({ length: 5 }, () => fetch(`${simulator.url}/api/data/v9.2/WhoAmI`));
    while (simulator.requests() < 5) await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(30);
    const answers = await Promise.all(requests);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429, 429, 429]);
  });

  it('counts requests in a moving window, refused ones too', () => {
    let now = 0;
    const protection = createServiceProtection({ requests: 2, windowMs: 1000 }, () => now);
    expect([protection.enter(), protection.enter()]).toEqual([null, null]);
    expect(protection.enter()).toMatchObject({ status: 429, headers: { 'Retry-After': '1' } });
    now = 999;
    expect(protection.enter()).not.toBeNull();
    now = 3000;
    expect(protection.enter()).toBeNull();
  });

  it('says with each answer how many requests are left', async () => {
    const { simulator } = await aContact({ serviceProtection: { requests: 10 } });
    const { headers } = await fetch(`${simulator.url}/api/data/v9.2/WhoAmI`);
    expect(headers.get('x-ms-ratelimit-burst-remaining-xrm-requests')).toBe('9');
  });
});
