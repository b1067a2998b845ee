import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { QUEUE, type Services, startServices, workerEnvironment } from '@spotler-connector/local-services';
import { CANARY } from './testing/a-change-message.ts';
import { runCli } from './testing/run-cli.ts';

const KEY = 'canary-key';
const STEPS = 'sdkmessageprocessingstep';
const PREFIX = 'Spotler Connector: ';

let services: Services;
let environment: Record<string, string>;
const written: string[] = [];

beforeAll(async () => {
  services = await startServices({ registered: false });
  environment = workerEnvironment(services);
});
afterAll(() => services.close());

/** Nothing that a command ever wrote has the key, or anything out of a record. */
afterEach(() => expect(written.join('')).not.toContain('canary'));

function withKey() {
  return {
    DATAVERSE_SERVICE_ENDPOINT_CONNECTION_STRING: services.serviceBus.connectionString.replace(
      /SharedAccessKey=[^;]*/,
      `SharedAccessKey=${KEY}`,
    ),
  };
}

async function dataverse(line: string, changes: Record<string, string> = withKey()) {
  const env = { ...environment, ...changes };
  const ended = await runCli(['dataverse', ...line.split(' '), '--debug'], { env });
  written.push(ended.stdout, ended.stderr);
  return ended;
}

/** How many messages a change of a new contact puts on the queue. */
async function messagesOfAChange(): Promise<number> {
  const before = services.serviceBus.counts(QUEUE).activeMessageCount;
  const id = await services.dataverse.create('contact', { lastname: 'canary', emailaddress1: CANARY });
  await services.dataverse.update('contact', id, { donotemail: true });
  await services.dataverse.idle();
  return services.serviceBus.counts(QUEUE).activeMessageCount - before;
}

function stepOf(event: string) {
  return services.dataverse.all(STEPS).find(({ name }) => name === `${PREFIX}${event}`) ?? {};
}

describe('dataverse register', () => {
  it('shows what it would do to a bare environment, and writes nothing', async () => {
    expect(await messagesOfAChange()).toBe(0);
    const { exitCode, stdout } = await dataverse('register --dry-run');
    expect(stdout).toMatch(
      /^create {2}step +Spotler Connector: Update of contact \(when one of address1_city/m,
    );
    expect(stdout).toMatch(/34 changes would be made\.\n$/);
    expect(exitCode).toBe(0);
    expect(services.dataverse.writes()).toBe(0);
  });

  it('asks before it writes, and says which variable has the key', async () => {
    const asked = await dataverse('register');
    expect(asked).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('add --yes') });
    const keyless = await dataverse('register --yes', {});
    expect(keyless).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('set DATAVERSE_SERVICE_ENDPOINT_CONNECTION_STRING'),
    });
    expect(services.dataverse.writes()).toBe(0);
  });

  it('says which role it takes when a right is missing', async () => {
    services.dataverse.fail({ status: 403, path: 'roles' });
    const { exitCode, stderr } = await dataverse('register --yes');
    expect(stderr).toContain('the role System Administrator or System Customizer');
    expect(exitCode).toBe(1);
  });

  it('that fails half-way says what was made, and goes on when it is run again', async () => {
    services.dataverse.fail({ method: 'write', after: 7, status: 503, message: 'canary' });
    const { exitCode, stderr } = await dataverse('register --yes');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('7 of 34 changes were made and stay. Run the command again to go on');
    services.dataverse.clearFaults();
    const { exitCode: again, stdout } = await dataverse('register --yes');
    expect(stdout).toMatch(/27 changes made\.\n$/);
    expect(again).toBe(0);
  });

  it('is why changes reach the queue', async () => {
    expect(await messagesOfAChange()).toBe(2);
  });

  it('has nothing to do the second time, with or without the key', async () => {
    const before = services.dataverse.writes();
    expect(await dataverse('register --yes --json')).toMatchObject({
      exitCode: 3,
      stdout: expect.stringMatching(/"changed":0\}\n$/),
    });
    expect(await dataverse('register', {})).toMatchObject({ exitCode: 3 });
    expect(services.dataverse.writes()).toBe(before);
  });

  it('mends a step that somebody deleted, which status shows', async () => {
    expect(await dataverse('status', {})).toMatchObject({ exitCode: 0 });
    await services.dataverse.delete(STEPS, String(stepOf('Update of contact')[`${STEPS}id`]));
    expect(await messagesOfAChange()).toBe(1);
    const { exitCode, stdout } = await dataverse('status', {});
    expect(stdout).toMatch(/^missing {2}step +Spotler Connector: Update of contact /m);
    expect(exitCode).toBe(1);
    expect(await dataverse('register --yes', {})).toMatchObject({ exitCode: 0 });
    expect(await dataverse('status', {})).toMatchObject({ exitCode: 0 });
    expect(await messagesOfAChange()).toBe(2);
  });
});

describe('dataverse unregister', () => {
  it("takes what is ours away, and leaves somebody else's step and the jobs", async () => {
    const foreign = { ...stepOf('Create of lead'), name: 'Somebody else' };
    await services.dataverse.create(STEPS, foreign);
    expect(await dataverse('unregister --dry-run', {})).toMatchObject({ exitCode: 0 });
    const { exitCode, stdout } = await dataverse('unregister --yes', {});
    expect(stdout).toMatch(/^leave +step +Somebody else/m);
    expect(exitCode).toBe(0);
    expect(services.dataverse.all(STEPS).map(({ name }) => name)).toEqual(['Somebody else']);
    expect(services.dataverse.all('spotler_job')).toEqual([]);
    expect(await messagesOfAChange()).toBe(0);
    expect(await dataverse('unregister --yes', {})).toMatchObject({ exitCode: 3 });
  });
});
