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

/** How the contacts of the people are now. */
export interface Census {
  readonly erased: number;
  /** Still there, without any permission. */
  readonly optedOut: number;
  /** Still there, with exactly the permissions that they had at first. */
  readonly asBefore: number;
  readonly deadLetters: number;
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

const QUEUE = 'proof';
const MAX_WAIT_MS = 600_000;

/** Builds the world; nobody refuses yet, and no message waits. */
export async function aBrakeWorld(people: number, limit: number): Promise<BrakeWorld> {
  const services = await startServices({
    queue: { name: QUEUE, options: { lockDuration: 'PT5S', maxDeliveryCount: 10 } },
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
    untilIdle: () =>
      until(() => serviceBus.counts(QUEUE).activeMessageCount === 0, { timeoutMs: MAX_WAIT_MS }),
    census: () => takeCensus(services, before),
    async cli(...args) {
      const env = { ...environment, PATH: process.env['PATH'] ?? '' };
      const { exitCode, stdout, stderr } = await runCli([...args, '--json'], { env, cwd: folder });
      if (stdout === '') throw new Error(stderr);
      return { exitCode, answer: JSON.parse(stdout) };
    },
    async close() {
      await services.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** People who are in both systems; gives the permissions that each has at first, by id. */
async function seedPeople(
  { dataverse, spotler }: Pick<Services, 'dataverse' | 'spotler'>,
  people: number,
): Promise<ReadonlyMap<string, string>> {
  const before = new Map<string, string>();
  for (let n = 0; n < people; n++) {
    const externalId = await dataverse.create('contact', inventedColumns('contact', n, CANARY_DOMAIN));
    const permissions = permissionsOf(n);
    spotler.seed([{ externalId, properties: { email: `person-${n}@${CANARY_DOMAIN}`, permissions } }]);
    before.set(externalId, enabledBits(permissions));
  }
  return before;
}

function takeCensus(
  { spotler, serviceBus }: Pick<Services, 'spotler' | 'serviceBus'>,
  before: ReadonlyMap<string, string>,
): Census {
  const there = [...before].flatMap(([id, bits]) => {
    const contact = spotler.contact(id);
    return contact === undefined
      ? []
      : [{ before: bits, now: enabledBits(contact.properties['permissions']) }];
  });
  return {
    erased: before.size - there.length,
    optedOut: there.filter(({ now }) => now === '').length,
    asBefore: there.filter((each) => each.now === each.before).length,
    deadLetters: serviceBus.counts(QUEUE).deadLetterMessageCount,
  };
}

/** The permissions of the nth person: every combination but none. */
function permissionsOf(n: number): { readonly bit: number; readonly enabled: boolean }[] {
  const combination = (n % 7) + 1;
  return [1, 2, 4].map((bit) => ({ bit, enabled: Math.floor(combination / bit) % 2 === 1 }));
}

function enabledBits(permissions: unknown): string {
  if (!Array.isArray(permissions)) return '';
  return permissions.flatMap(({ bit, enabled }) => (enabled === true ? bit : [])).join(' ');
}
