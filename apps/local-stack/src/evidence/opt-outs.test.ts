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

function isOptedIn(id: string): boolean {
  return JSON.stringify(stage.spotler.contact(id)?.properties['permissions']).includes('true');
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
    const [first, id] = [await stage.person(), await stage.person()];
    await stage.dataverse.update('contact', first, REFUSES);
    await stage.settled({ recordId: first, outcome: 'synced-opted-out', settlement: 'complete' });
    stage.spotler.addPermission({ bit: 8, description: 'Surveys', rank: 4 });
    stage.spotler.seed([{ externalId: id, properties: { permissions: [{ bit: 8, enabled: true }] } }]);
    await stage.dataverse.update('contact', id, REFUSES);
    await stage.settled({ recordId: id, outcome: 'synced-opted-out', settlement: 'complete' });
    expect(isOptedIn(id)).toBe(false);
  }, 60_000);

  it('is done with when Spotler says that the contact has opted out', async () => {
    const id = await stage.person();
    const permissions = [{ bit: 1, enabled: false }];
    stage.spotler.seed([{ externalId: id, properties: { permissions } }]);
    stage.spotler.faults.add({
      kind: 'status',
      status: 400,
      errorType: 'CONTACT_OPTOUT',
      externalId: id,
      endpoint: 'PUT /contact/{externalId}',
      times: 'until-reset',
    });
    await stage.dataverse.update('contact', id, REFUSES);
    await stage.settled({ recordId: id, outcome: 'synced-opted-out', settlement: 'complete' });
    expect(isOptedIn(id)).toBe(false);
  }, 60_000);

  it('is not done with when the contact is shown with a permission all the same', async () => {
    const id = await stage.person();
    stage.spotler.faults.add({
      kind: 'status',
      status: 400,
      errorType: 'CONTACT_OPTOUT',
      externalId: id,
      endpoint: 'PUT /contact/{externalId}',
      times: 'until-reset',
    });
    await stage.dataverse.update('contact', id, REFUSES);
    await stage.settled({ recordId: id, settlement: 'dead-letter', reason: 'SpotlerRejected' });
  }, 60_000);
});
