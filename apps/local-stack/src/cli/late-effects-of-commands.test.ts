import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  aChangeMessage,
  inventedColumns,
  QUEUE,
  runCli as runSource,
  type Services,
  send,
  until,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { aMutant } from '../testing/a-mutant.ts';
import { aWorker, endAll, theServices } from '../testing/running-services.ts';
import { runCli } from './testing/run-cli.ts';

/** Nothing is registered, so that no message but those of this test comes. */
const SETTINGS = { SPOTLER_LATEST_EFFECT: 'PT1S', SPOTLER_JOBS: 'false' };
const MUCH_LATER_MS = 600_000;

let services: Services;
let people: readonly string[];

/** A worker has created contacts. A first try of each creation is still to come; it has looked again. */
beforeAll(async () => {
  services = await theServices({ registered: false });
  const { dataverse, spotler, serviceBus } = services;
  people = [await aPerson(), await aPerson()];
  for (const externalId of people) {
    for (const endpoint of ['POST /contact', 'POST /contact/list'] as const)
      spotler.faults.add({ kind: 'late', ms: MUCH_LATER_MS, meanwhile: 'cut', endpoint, externalId });
  }
  await aWorker(services, SETTINGS);
  await send(
    serviceBus.connectionString,
    people.map((id) => aChangeMessage(id)),
  );
  await until(() => people.every((id) => spotler.contact(id) !== undefined));
  await untilLooked();
  spotler.faults.clear();
  for (const id of people) await dataverse.update('contact', id, { donotemail: true });
}, 60_000);
afterAll(endAll);

function aPerson(): Promise<string> {
  return services.dataverse.create('contact', inventedColumns('contact', 1, 'canary.example'));
}

/** No message waits, and no second look is still to come. */
async function untilLooked(): Promise<void> {
  await until(() => {
    const { activeMessageCount, scheduledMessageCount } = services.serviceBus.counts(QUEUE);
    return activeMessageCount + scheduledMessageCount === 0;
  });
}

describe('explain --apply', () => {
  it('erases somebody whom a late write brings back for good without the second look, and else for a while', async () => {
    const [person = '', other = ''] = people;
    const env = { ...workerEnvironment(services), ...SETTINGS };
    const imports = [aMutant('commands-without-second-look')];
    const [{ exitCode }, without] = await Promise.all([
      runCli(['explain', 'contact', person, '--apply'], { env }),
      runSource(['explain', 'contact', other, '--apply'], { env, imports }),
    ]);
    expect([exitCode, without.exitCode]).toEqual([0, 0]);
    expect(people.map(services.spotler.state)).toEqual(['anonymized', 'anonymized']);
    services.spotler.applyLateEffects();
    await until(() => services.spotler.lateEffects() === 0);
    await untilLooked();
    expect(people.map(services.spotler.state)).toEqual(['anonymized', 'present']);
  }, 60_000);
});
