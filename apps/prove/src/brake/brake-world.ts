import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  inventedColumns,
  registerServices,
  runCli,
  type Services,
  startServices,
  until,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { CANARY_DOMAIN } from '../leak-detector.ts';
import { NO_LIMITS } from '../no-limits.ts';
import { type Census, QUEUE, seedPeople, takeCensus } from './brake-people.ts';

/** Options of {@link aBrakeWorld}. */
export interface BrakeWorldOptions {
  readonly people: number;
  readonly limit: number;
  /** After so long messages of a worker that was killed come again. */
  readonly lockSeconds: number;
  readonly maxDeliveryCount: number;
}

/** People in Dataverse and in Spotler, and a mistake that has all of them refuse e-mail. */
export interface BrakeWorld {
  /** The environment of a worker, and of the command line. */
  readonly environment: Readonly<Record<string, string>>;
  /** The folder of the state. */
  readonly state: string;
  /** Sets Do Not Email of everybody who is in Spotler still, or corrects it. */
  refuse(doNotEmail: boolean): Promise<void>;
  /** Makes a person who refuses nothing; resolves when they are in Spotler. */
  addPerson(): Promise<void>;
  /** Resolves when no message waits. */
  untilIdle(): Promise<void>;
  census(): Census;
  /** Runs the command line, and gives its exit code and its JSON. */
  cli(...args: string[]): Promise<{ readonly exitCode: number | null; readonly answer: unknown }>;
  close(): Promise<void>;
}

const MAX_WAIT_MS = 600_000;

/** Whether no message waits, and none was postponed; second looks wait for long. */
function isIdle(serviceBus: Services['serviceBus']): boolean {
  if (serviceBus.counts(QUEUE).activeMessageCount > 0) return false;
  return !serviceBus
    .inspect(QUEUE)
    .messages.some(({ messageId }) => String(messageId).startsWith('postponed-'));
}

/** Builds the world; nobody refuses yet, and no message waits. */
export async function aBrakeWorld({ people, limit, ...queue }: BrakeWorldOptions): Promise<BrakeWorld> {
  const { lockSeconds, maxDeliveryCount } = queue;
  const services = await startServices({
    queue: { name: QUEUE, options: { lockDuration: `PT${lockSeconds}S`, maxDeliveryCount } },
    dataverse: { serviceProtection: NO_LIMITS },
    registered: false,
  });
  const { dataverse, spotler, serviceBus } = services;
  const folder = await mkdtemp(join(tmpdir(), 'prove-brake-'));
  const state = join(folder, 'state');
  const before = await seedPeople(services, people);
  await registerServices(dataverse, serviceBus, { queue: QUEUE });
  const environment = {
    ...workerEnvironment(services),
    SERVICE_BUS_QUEUE: QUEUE,
    SPOTLER_STATE: `file:${state}`,
    ANONYMIZATION_LIMIT: String(limit),
    LOG_LEVEL: 'debug',
  };

  return {
    environment,
    state,
    async refuse(donotemail) {
      for (const id of before.keys()) {
        if (spotler.contact(id) !== undefined) await dataverse.update('contact', id, { donotemail });
      }
      await dataverse.idle();
    },
    async addPerson() {
      const id = await dataverse.create('contact', inventedColumns('contact', people, CANARY_DOMAIN));
      await until(() => spotler.contact(id) !== undefined, { timeoutMs: MAX_WAIT_MS });
    },
    untilIdle: () => until(() => isIdle(serviceBus), { timeoutMs: MAX_WAIT_MS, pollMs: 100 }),
    census: () => takeCensus(services, before),
    async cli(...args) {
      const options = { env: environment, cwd: folder };
      const { exitCode, stdout, stderr } = await runCli([...args, '--json'], options);
      if (stdout === '') throw new Error(stderr);
      return { exitCode, answer: JSON.parse(stdout) };
    },
    async close() {
      await services.close();
      await rm(folder, { recursive: true });
    },
  };
}
