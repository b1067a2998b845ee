import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Fault, startDataverseSimulator } from '@spotler-connector/dataverse-simulator';
import {
  QUEUE,
  registerServices,
  type Services,
  startServices,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { type ServiceBusEmulator, startServiceBusEmulator } from '@spotler-connector/service-bus-emulator';
import { type SpotlerSimulator, startSpotlerSimulator } from '@spotler-connector/spotler-simulator';
import { runCli } from './testing/run-cli.ts';
import { runDoctor, WITH_STATE } from './testing/run-doctor.ts';

const SECRET = 'canary-secret';

let services: Services;
let right: Record<string, string>;
let guarded: ServiceBusEmulator;
let bare: SpotlerSimulator;
/** A Dataverse that sends to the guarded Service Bus. */
let guardedDataverse: Services['dataverse'];

beforeAll(async () => {
  services = await startServices();
  right = { ...workerEnvironment(services), ...WITH_STATE };
  guarded = await startServiceBusEmulator({
    accessKeys: [
      { name: 'listen', key: 'bGlzdGVu', rights: ['listen'] },
      { name: 'send', key: 'c2VuZA==', rights: ['send'] },
    ],
  });
  guarded.createQueue(QUEUE);
  guardedDataverse = await startDataverseSimulator({ bare: true });
  await registerServices(
    guardedDataverse,
    { connectionString: guarded.connectionStringOf('send') },
    { queue: QUEUE },
  );
  const { consumerKey, consumerSecret } = services.spotler;
  const properties = [{ name: 'email', description: 'E-mail', type: 'email' }] as const;
  bare = await startSpotlerSimulator({ consumerKey, consumerSecret, properties });
});

afterAll(async () => {
  await Promise.all([services.close(), guarded.close(), bare.close(), guardedDataverse.close()]);
});

afterEach(() => services.dataverse.clearFaults());

/** Lets Dataverse fail, and changes nothing about the configuration. */
function withFault(fault: Fault): Record<string, string> {
  services.dataverse.fail(fault);
  return {};
}

/** A key of the guarded Service Bus, and the Dataverse that sends there. */
function withKey(name: string) {
  return {
    SERVICE_BUS_CONNECTION_STRING: guarded.connectionStringOf(name),
    DATAVERSE_URL: guardedDataverse.url,
  };
}

describe('doctor', () => {
  const elsewhere = (text: string) => text.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:9');

  it('finds nothing against the local stack', async () => {
    const { exitCode, stdout } = await runCli(['doctor'], { env: right });
    expect(stdout).not.toMatch(/^ *(warning|failed) /m);
    for (const area of ['configuration', 'clock', 'state', 'Service Bus', 'Dataverse', 'Spotler']) {
      expect(stdout).toMatch(new RegExp(`^${area}\n +ok `, 'm'));
    }
    expect([exitCode, stdout.includes('All is well.')]).toEqual([0, true]);
  });

  it.each<[string, () => Record<string, string>, string, string, string]>([
    [
      'a missing variable',
      () => ({ SPOTLER_CONSUMER_KEY: '' }),
      'configuration',
      'SPOTLER_CONSUMER_KEY',
      'Set it',
    ],
    [
      'a misspelt variable',
      () => ({ ANONYMIZE_CONTACT_WHEN_INACTIV: 'true' }),
      'configuration',
      'ANONYMIZE_CONTACT_WHEN_INACTIV is not',
      'Correct its name',
    ],
    [
      'a variable that counts for nothing',
      () => ({ DATAVERSE_CLIENT_SECRET: SECRET }),
      'configuration',
      'DATAVERSE_CLIENT_SECRET is set',
      'Take it away',
    ],
    [
      'a queue that is not there',
      () => ({ SERVICE_BUS_QUEUE: 'nowhere' }),
      'Service Bus',
      'no such queue',
      'Create it',
    ],
    [
      'a Service Bus that is not there',
      () => ({ SERVICE_BUS_CONNECTION_STRING: elsewhere(services.serviceBus.connectionString) }),
      'Service Bus',
      'Service Bus cannot be reached',
      'SERVICE_BUS_CONNECTION_STRING',
    ],
    [
      'a key without the right to listen',
      () => withKey('send'),
      'Service Bus',
      'refuses the credentials',
      'the right Listen',
    ],
    [
      'a Dataverse that is not there',
      () => ({ DATAVERSE_URL: elsewhere(services.dataverse.url) }),
      'Dataverse',
      'ECONNREFUSED',
      'DATAVERSE_URL',
    ],
    [
      'the address of something else',
      () => ({ DATAVERSE_URL: services.spotler.url }),
      'Dataverse',
      'Dataverse',
      'DATAVERSE_URL',
    ],
    [
      'an identity that Dataverse does not know',
      () => withFault({ status: 401, path: 'WhoAmI', times: 10 }),
      'Dataverse',
      'refuses the credentials',
      'DATAVERSE_AUTH',
    ],
    [
      'a table that may not be read',
      () => withFault({ status: 403, path: 'leads', times: 10 }),
      'Dataverse',
      'lead: Dataverse',
      'a security role that reads lead rows',
    ],
    [
      'a Spotler that is not there',
      () => ({ SPOTLER_BASE_URL: elsewhere(services.spotler.baseUrl) }),
      'Spotler',
      'ECONNREFUSED',
      'SPOTLER_BASE_URL',
    ],
    [
      'a wrong secret',
      () => ({ SPOTLER_CONSUMER_SECRET: SECRET }),
      'Spotler',
      'refuses the credentials',
      'SPOTLER_CONSUMER_SECRET',
    ],
    [
      'a wrong base path',
      () => ({ SPOTLER_BASE_URL: `${services.spotler.url}/integration` }),
      'Spotler',
      'check the base URL',
      'Correct SPOTLER_BASE_URL, path included',
    ],
    [
      'an account without permissions',
      () => ({ SPOTLER_BASE_URL: bare.baseUrl }),
      'Spotler',
      'no permissions',
      'Create a permission',
    ],
    [
      'an account without a mapped property',
      () => ({ SPOTLER_BASE_URL: bare.baseUrl }),
      'Spotler',
      'firstName, which this Spotler account does not have',
      'correct the field mapping',
    ],
  ])('names %s and what to do about it', async (_, changes, area, says, remedy) => {
    const { exitCode, bad } = await runDoctor({ ...right, ...changes() }, SECRET);
    const elsewhere = bad.filter((finding) => finding.area !== area);
    expect(elsewhere.map((finding) => finding.says)).toEqual([]);
    const finding = bad.find((each) => each.says.includes(says));
    expect(finding).toMatchObject({ area, status: 'failed' });
    expect(finding?.remedy).toContain(remedy);
    expect(exitCode).toBe(1);
  });

  it('only warns when replays alone would not work, and exits with 0', async () => {
    const { exitCode, bad } = await runDoctor({ ...right, ...withKey('listen') }, SECRET);
    expect(bad).toEqual([
      expect.objectContaining({ status: 'warning', says: expect.stringContaining("can't be sent to") }),
    ]);
    expect(exitCode).toBe(0);
  });
});
