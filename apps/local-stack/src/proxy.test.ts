import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  aChangeMessage,
  inventedColumns,
  send,
  startWorkerProcess,
  until,
} from '@spotler-connector/local-services';
import { startServiceBusEmulator } from '@spotler-connector/service-bus-emulator';
import { aMutant } from './testing/a-mutant.ts';
import { aProxy } from './testing/a-proxy.ts';
import { aWorker, endAll, endLater, entry, theServices } from './testing/running-services.ts';

afterEach(endAll);

const TOKEN = { accessToken: 'canary', expiresOn: '2099-01-01 00:00:00.000000', expires_on: 4070908800 };

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'proxy-'));
  endLater(() => rm(folder, { recursive: true }));
  return folder;
}

/** Everything elsewhere, and signed in with an Azure CLI that gives a token to anybody. */
async function everythingElsewhere(): Promise<Record<string, string>> {
  const folder = await aFolder();
  await writeFile(join(folder, 'az'), `#!/bin/sh\necho '${JSON.stringify(TOKEN)}'\n`);
  await chmod(join(folder, 'az'), 0o755);
  return {
    PATH: `${folder}:/usr/bin:/bin`,
    SERVICE_BUS_CONNECTION_STRING:
      'Endpoint=sb://bus.connector.example/;SharedAccessKeyName=a;SharedAccessKey=b=',
    SERVICE_BUS_TRANSPORT: 'websockets',
    DATAVERSE_URL: 'https://dataverse.connector.example',
    DATAVERSE_AUTH: 'developer',
    SPOTLER_BASE_URL: 'https://spotler.connector.example/api',
    SPOTLER_CONSUMER_KEY: 'a',
    SPOTLER_CONSUMER_SECRET: 'b',
    SPOTLER_STATE: 'https://storage.connector.example/state',
    SPOTLER_STATE_ACCOUNT_KEY: 'b==',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://telemetry.connector.example',
    HEALTH_PORT: '0',
    LOG_FORMAT: 'json',
  };
}

const SIGN_IN = {
  DATAVERSE_AUTH: 'client-secret',
  DATAVERSE_TENANT_ID: '11111111-1111-4111-8111-111111111111',
  DATAVERSE_CLIENT_ID: '22222222-2222-4222-8222-222222222222',
  DATAVERSE_CLIENT_SECRET: 'secret',
};

const HOSTS = ['bus', 'dataverse', 'spotler', 'storage', 'telemetry'].map(
  (name) => `${name}.connector.example:443`,
);

/** Starts a worker and tells whom its proxy is asked for, until that is everybody in `hosts`. */
async function askedBy(environment: Record<string, string>, hosts: readonly string[]): Promise<string[]> {
  const proxy = await aProxy();
  const killed = new AbortController();
  endLater(() => killed.abort());
  const withProxy = Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, value.replace('PROXY', proxy.url)]),
  );
  startWorkerProcess({ entry, environment: withProxy, killed: killed.signal }).then(
    (worker) => void worker.stop(),
    () => {},
  );
  await until(() => hosts.every((host) => proxy.asked.includes(host)));
  return [...new Set(proxy.asked)];
}

describe('a proxy', () => {
  it('carries every connection of the worker, under either spelling', async () => {
    const environment = await everythingElsewhere();
    const [capitals, small, signIn] = await Promise.all([
      askedBy({ ...environment, HTTPS_PROXY: 'PROXY' }, HOSTS),
      askedBy({ ...environment, https_proxy: 'PROXY' }, HOSTS),
      askedBy({ ...environment, ...SIGN_IN, https_proxy: 'PROXY' }, ['login.microsoftonline.com:443']),
    ]);
    expect(capitals.toSorted()).toEqual(HOSTS);
    expect(small.toSorted()).toEqual(HOSTS);
    expect(signIn).toContain('login.microsoftonline.com:443');
  }, 60_000);

  it('is not asked for Service Bus where each library goes by the environment in its own way', async () => {
    const proxy = await aProxy();
    const lines: string[] = [];
    const killed = new AbortController();
    endLater(() => killed.abort());
    const environment = { ...(await everythingElsewhere()), HTTPS_PROXY: proxy.url };
    const imports = [aMutant('leaving-proxies-to-libraries')];
    const onLine = (line: string) => void lines.push(line);
    startWorkerProcess({ imports, environment, onLine, killed: killed.signal }).catch(() => {});
    await until(() => lines.some((line) => line.includes('"system":"service-bus"')));
    expect(proxy.asked).not.toContain('bus.connector.example:443');
  }, 60_000);

  it('is passed by for those in NO_PROXY', async () => {
    const environment = await everythingElsewhere();
    const asked = await askedBy(
      {
        ...environment,
        HTTPS_PROXY: 'PROXY',
        NO_PROXY: 'Dataverse.connector.example, spotler.connector.example:443',
      },
      HOSTS.filter((host) => !/dataverse|spotler/.test(host)),
    );
    expect(asked).not.toContain('dataverse.connector.example:443');
    expect(asked).not.toContain('spotler.connector.example:443');
  }, 60_000);

  it('never stands before this machine, and lets Service Bus through over WebSockets', async () => {
    const services = await theServices();
    const bus = await startServiceBusEmulator({ tls: {} });
    endLater(() => bus.close());
    bus.createQueue('dataverse-changes');
    const proxy = await aProxy(bus.tls?.port);
    const certificate = join(await aFolder(), 'certificate.pem');
    await writeFile(certificate, bus.tls?.certificate ?? '');
    const { worker } = await aWorker(services, {
      SERVICE_BUS_CONNECTION_STRING: (bus.tls?.connectionString ?? '').replace('localhost', hostname()),
      SERVICE_BUS_TRANSPORT: 'websockets',
      NODE_EXTRA_CA_CERTS: certificate,
      HTTPS_PROXY: proxy.url,
      HTTP_PROXY: proxy.url,
      http_proxy: proxy.url,
    });
    const id = await services.dataverse.create('contact', inventedColumns('contact', 1, 'proxy.example'));
    await send(bus.connectionString, [aChangeMessage(id)]);
    await worker.untilSettled(1);
    expect(services.spotler.contact(id)).toBeDefined();
    expect([...new Set(proxy.asked)]).toEqual([expect.stringMatching(/:\d+$/)]);
  }, 60_000);
});
