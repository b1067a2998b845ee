import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  QUEUE,
  registerServices,
  type Services,
  startServices,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { runDoctor, WITH_STATE } from './testing/run-doctor.ts';

let services: Services;
let environment: Record<string, string>;

beforeAll(async () => {
  services = await startServices();
  environment = { ...workerEnvironment(services), ...WITH_STATE };
});

afterAll(() => services.close());

afterEach(async () => {
  services.dataverse.clearFaults();
  for (const { asyncoperationid: job } of services.dataverse.all('asyncoperation')) {
    await services.dataverse.delete('asyncoperation', String(job));
  }
  await registerServices(services.dataverse, services.serviceBus, { queue: QUEUE });
});

const STEPS = 'sdkmessageprocessingstep';

function stepOf(event: string): string {
  const steps = services.dataverse.all(STEPS);
  return String(steps.find(({ name }) => String(name).endsWith(`: ${event}`))?.[`${STEPS}id`]);
}

/** Lets a step be registered otherwise than it should, and changes nothing about the configuration. */
async function withStep(event: string, columns: Record<string, unknown>): Promise<void> {
  await services.dataverse.update(STEPS, stepOf(event), columns);
}

async function withEndpoint(columns: Record<string, unknown>): Promise<void> {
  const [endpoint] = services.dataverse.all('serviceendpoint');
  await services.dataverse.update('serviceendpoint', String(endpoint?.['serviceendpointid']), columns);
}

async function withFailedJob(event: string): Promise<void> {
  const owningextensionid = { table: STEPS, id: stepOf(event), name: null };
  await services.dataverse.create('asyncoperation', { statecode: 3, statuscode: 31, owningextensionid });
}

describe('doctor, about what is registered,', () => {
  it.each<[string, () => Promise<void> | void, string, string]>([
    [
      'a step that is missing',
      async () => {
        await services.dataverse.delete(STEPS, stepOf('Delete of contact'));
      },
      '"Spotler Connector: Delete of contact" is not registered',
      'dataverse register',
    ],
    [
      'a step whose filter misses the state',
      () => withStep('Update of lead', { filteringattributes: 'emailaddress1,donotemail,donotbulkemail' }),
      'its filter lacks address1_city, address1_country, address1_line1, address1_postalcode, companyname, firstname, lastname, middlename, statecode',
      'dataverse register',
    ],
    [
      'a disabled step',
      () => withStep('Create of account', { statecode: 1, statuscode: 2 }),
      '"Spotler Connector: Create of account": it is disabled',
      'dataverse register',
    ],
    [
      'messages in another format',
      () => withEndpoint({ messageformat: 1 }),
      'messageformat is 1 instead of 2',
      'dataverse register',
    ],
    [
      'messages that go to another queue',
      () => withEndpoint({ path: 'elsewhere' }),
      `path is elsewhere instead of ${QUEUE}`,
      'dataverse register',
    ],
    [
      'messages that never reached the queue',
      () => withFailedJob('Delete of contact'),
      '1 system job of our steps has failed since 20',
      'then delete those jobs',
    ],
    [
      'a missing Spotler Job table',
      () => services.dataverse.fail({ status: 404, code: '0x8006088a', path: 'spotler_jobs', times: 10 }),
      "Spotler Jobs (spotler_job) can't be read",
      'makes the table',
    ],
  ])('names %s and what to do about it', async (_, spoil, says, remedy) => {
    await spoil();
    const { exitCode, bad } = await runDoctor(environment, 'canary');
    expect(bad).toEqual([
      {
        area: 'Dataverse',
        status: 'failed',
        says: expect.stringContaining(says),
        remedy: expect.stringContaining(remedy),
      },
    ]);
    expect(exitCode).toBe(1);
  });

  it('only warns when the identity may not see what is registered, and exits with 0', async () => {
    services.dataverse.fail({ status: 403, path: 'sdkmessage', times: 10 });
    const { exitCode, bad } = await runDoctor(environment, 'canary');
    expect(bad).toEqual([
      expect.objectContaining({ status: 'warning', remedy: expect.stringContaining('Spotler Connector') }),
    ]);
    expect(exitCode).toBe(0);
  });
});
