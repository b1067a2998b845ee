import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { deadLetters } from '@spotler-connector/local-services';
import { endAll } from '../testing/running-services.ts';
import { aMappingFile } from './testing/a-mapping-file.ts';
import { aStage, type Stage } from './testing/a-stage.ts';

const REFUSES = { donotbulkemail: true };

let stage: Stage;
beforeAll(async () => {
  const { mapping, file } = await aMappingFile([
    { column: 'emailaddress1', property: 'email' },
    { column: 'new_shoesize', property: 'freeField1' },
  ]);
  stage = await aStage({
    services: { mapping },
    environment: { DATAVERSE_FIELD_MAPPING_FILE: file },
  });
}, 60_000);
afterEach(() => stage.spotler.faults.clear());
afterAll(endAll);

/** Spotler refuses every change of a contact, since the person has opted out. */
function refuseAsOptedOut(externalId: string): void {
  stage.spotler.faults.add({
    kind: 'status',
    status: 400,
    errorType: 'CONTACT_OPTOUT',
    externalId,
    endpoint: 'PUT /contact/{externalId}',
    times: 'until-reset',
  });
}

function isOptedIn(id: string): boolean {
  return JSON.stringify(stage.spotler.contact(id)?.properties['permissions']).includes('true');
}

/** One person opts out, then the account has one more permission, and then another person opts out. */
async function optedOutOfNewPermission(bit: number): Promise<string> {
  const [first, id] = [await stage.person(), await stage.person()];
  await stage.dataverse.update('contact', first, REFUSES);
  await stage.settled({ recordId: first, outcome: 'synced-opted-out', settlement: 'complete' });
  stage.spotler.addPermission({ bit, description: `Permission ${bit}`, rank: 4 });
  stage.spotler.seed([{ externalId: id, properties: { permissions: [{ bit, enabled: true }] } }]);
  await stage.dataverse.update('contact', id, REFUSES);
  await stage.settled({ recordId: id, outcome: 'synced-opted-out', settlement: 'complete' });
  return id;
}

describe('a person who refuses bulk e-mail', () => {
  it('is opted out though another property is refused, and the dead letter names that property', async () => {
    const id = await stage.person();
    expect(isOptedIn(id)).toBe(true);
    await stage.dataverse.update('contact', id, { ...REFUSES, new_shoesize: 'forty-two' });
    await stage.settled({ recordId: id, settlement: 'dead-letter', reason: 'SpotlerRejected' });
    expect(isOptedIn(id)).toBe(false);
    const found = await deadLetters(stage.serviceBus.connectionString);
    expect(found).toMatchObject([
      { reason: 'SpotlerRejected', description: expect.stringContaining('property freeField1') },
    ]);
    expect(JSON.stringify(found)).not.toContain('forty');
  }, 60_000);

  it('is opted out of a permission that the account has only since then', async () => {
    expect(isOptedIn(await optedOutOfNewPermission(8))).toBe(false);
  }, 60_000);

  it('is done with when Spotler says that the contact has opted out', async () => {
    const id = await stage.person();
    const permissions = [{ bit: 1, enabled: false }];
    stage.spotler.seed([{ externalId: id, properties: { permissions } }]);
    refuseAsOptedOut(id);
    await stage.dataverse.update('contact', id, REFUSES);
    await stage.settled({ recordId: id, outcome: 'synced-opted-out', settlement: 'complete' });
    expect(isOptedIn(id)).toBe(false);
  }, 60_000);

  it('is not done with when the contact is shown with a permission all the same', async () => {
    const id = await stage.person();
    refuseAsOptedOut(id);
    await stage.dataverse.update('contact', id, REFUSES);
    await stage.settled({ recordId: id, settlement: 'dead-letter', reason: 'SpotlerRejected' });
  }, 60_000);
});

describe('without those guards, whoever refuses bulk e-mail', () => {
  it('stays opted in when another property is refused before the permissions are written', async () => {
    await stage.start({ mutants: ['opting-out-after-all-else'] });
    const id = await stage.person();
    await stage.dataverse.update('contact', id, { ...REFUSES, new_shoesize: 'forty-two' });
    await stage.settled({ recordId: id, settlement: 'dead-letter', reason: 'SpotlerRejected' });
    expect(isOptedIn(id)).toBe(true);
  }, 60_000);

  it('keeps a permission that the worker does not know of, and counts as opted out', async () => {
    await stage.start({ mutants: ['opting-out-from-memory'] });
    expect(isOptedIn(await optedOutOfNewPermission(16))).toBe(true);
    const id = await stage.person();
    refuseAsOptedOut(id);
    await stage.dataverse.update('contact', id, REFUSES);
    await stage.settled({ recordId: id, outcome: 'synced-opted-out', settlement: 'complete' });
    expect(isOptedIn(id)).toBe(true);
  }, 60_000);

  it('is dead-lettered when Spotler says that the contact has opted out', async () => {
    await stage.start({ mutants: ['deaf-to-opted-out'] });
    const id = await stage.person();
    stage.spotler.seed([{ externalId: id, properties: { permissions: [{ bit: 1, enabled: false }] } }]);
    refuseAsOptedOut(id);
    await stage.dataverse.update('contact', id, REFUSES);
    await stage.settled({ recordId: id, settlement: 'dead-letter', reason: 'SpotlerRejected' });
  }, 60_000);
});
