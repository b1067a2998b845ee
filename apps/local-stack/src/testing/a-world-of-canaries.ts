import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Services } from '@spotler-connector/local-services';
import { workerEnvironment } from '@spotler-connector/local-services';
import { endLater, theServices } from './running-services.ts';

/** Everything that must come out nowhere, and all that could let it out. */
export interface CanaryWorld {
  readonly services: Services;
  /** The folder of state, evidence, plans and reports. */
  readonly folder: string;
  /** The environment of the worker and of the command line. */
  readonly environment: Readonly<Record<string, string>>;
  /** The texts that are looked for, by what they are. */
  readonly canaries: Readonly<Record<string, string>>;
  /** Everything that the collector was sent. */
  telemetry(): string;
  /** Everything that lies in the folder, the names of files too. */
  files(): Promise<string>;
}

/** Every variable that has a library print what it does. */
export const DEBUG_VARIABLES = {
  DEBUG: '*',
  NODE_DEBUG: 'http,https,net,tls,stream,fetch,undici',
  NODE_DEBUG_NATIVE: 'http2',
  AZURE_LOG_LEVEL: 'verbose',
} as const;

/** A person whose every column is a canary. */
export function aCanary(number: number): Record<string, unknown> {
  return {
    firstname: 'Canarina',
    lastname: `Canarowitz ${number}`,
    emailaddress1: `canary-address-${number}@canary-domain.example`,
    address1_city: 'Canary-on-Sea',
  };
}

/** Starts everything that a worker talks to, with canaries for all that is personal or secret. */
export async function aWorldOfCanaries(): Promise<CanaryWorld> {
  const services = await theServices();
  const folder = await mkdtemp(join(tmpdir(), 'canaries-'));
  endLater(() => rm(folder, { recursive: true }));
  const tools = await mkdtemp(join(tmpdir(), 'canary-tools-'));
  endLater(() => rm(tools, { recursive: true }));
  const token = { accessToken: 'canary-bearer-token', expiresOn: '2099-01-01 00:00:00.000000' };
  await writeFile(join(tools, 'az'), `#!/bin/sh\necho '${JSON.stringify(token)}'\n`);
  await chmod(join(tools, 'az'), 0o755);
  const sent: Buffer[] = [];
  const collector = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => sent.push(chunk));
    request.on('end', () => response.end());
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  endLater(() => collector.close());
  const address = collector.address();
  const { serviceBus, spotler } = services;
  return {
    services,
    folder,
    environment: {
      ...workerEnvironment(services),
      DATAVERSE_AUTH: 'developer',
      PATH: `${tools}:/usr/bin:/bin`,
      SPOTLER_STATE: `file:${join(folder, 'state')}`,
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
      OTEL_EXPORTER_OTLP_HEADERS: 'api-key=canary-header',
      LOG_LEVEL: 'debug',
    },
    canaries: {
      address: 'canary-address',
      domain: 'canary-domain',
      name: 'Canar',
      body: 'canary-body',
      bearer: 'canary-bearer',
      header: 'canary-header',
      'consumer secret': spotler.consumerSecret,
      'SAS key': /SharedAccessKey=([^;]+)/.exec(serviceBus.connectionString)?.[1] ?? '',
    },
    telemetry: () => Buffer.concat(sent).toString('latin1'),
    async files() {
      const names = await readdir(folder, { recursive: true, withFileTypes: true });
      const texts = names.map((each) =>
        each.isFile() ? readFile(join(each.parentPath, each.name), 'latin1') : '',
      );
      return [...names.map(({ name }) => name), ...(await Promise.all(texts))].join('\n');
    },
  };
}

/** The canaries that are in a text, by what they are. */
export function canariesIn(text: string, { canaries }: Pick<CanaryWorld, 'canaries'>): string[] {
  return Object.entries(canaries)
    .filter(([, canary]) => text.includes(canary))
    .map(([name]) => name);
}
