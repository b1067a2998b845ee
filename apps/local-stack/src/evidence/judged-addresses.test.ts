import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '@spotler-connector/local-services';
import { endAll } from '../testing/running-services.ts';
import { aMappingFile } from './testing/a-mapping-file.ts';
import { aStage, type Stage } from './testing/a-stage.ts';

let stage: Stage;
beforeAll(async () => {
  const { mapping, file } = await aMappingFile([
    { column: 'emailaddress2', property: 'email' },
    { column: 'address1_city', property: 'city' },
  ]);
  stage = await aStage({
    services: { mapping },
    environment: { DATAVERSE_FIELD_MAPPING_FILE: file },
  });
}, 60_000);
afterAll(endAll);

function addressOf(id: string): unknown {
  return stage.spotler.contact(id)?.properties['email'];
}

describe('a mapping from emailaddress2', () => {
  it('keeps people without emailaddress1', async () => {
    const columns = { emailaddress1: null, emailaddress2: 'anna.marketing@canary.example' };
    const id = await stage.person('contact', columns);
    await stage.dataverse.update('contact', id, { address1_city: 'Utrecht' });
    await stage.settled({ recordId: id, messageName: 'Update', rule: 'eligible', settlement: 'complete' });
    expect(addressOf(id)).toBe('anna.marketing@canary.example');
  }, 60_000);

  it('forgets people whose emailaddress2 is empty, and blanks no address', async () => {
    const id = await stage.person('contact', { emailaddress2: 'anna@canary.example' });
    await stage.dataverse.update('contact', id, { emailaddress2: null });
    await until(() => stage.spotler.state(id) === 'anonymized');
    await stage.settled({ recordId: id, rule: 'no-valid-email', settlement: 'complete' });
  }, 60_000);

  it('writes the address as it was judged, without what surrounds it', async () => {
    const id = await stage.person('contact', { emailaddress2: '  anna@canary.example\u200b ' });
    expect(addressOf(id)).toBe('anna@canary.example');
  }, 60_000);

  it('has those people forgotten, and the others’ addresses blanked, when another address is judged', async () => {
    const columns = { emailaddress1: null, emailaddress2: 'anna.marketing@canary.example' };
    const forgotten = await stage.person('contact', columns);
    const blanked = await stage.person('contact', { emailaddress2: 'anna@canary.example' });
    await stage.start({ mutants: ['judging-emailaddress1'] });
    await stage.dataverse.update('contact', forgotten, { address1_city: 'Utrecht' });
    await stage.settled({ recordId: forgotten, rule: 'no-valid-email', settlement: 'complete' });
    expect(stage.spotler.state(forgotten)).toBe('anonymized');
    await stage.dataverse.update('contact', blanked, { emailaddress2: null });
    await stage.settled({ recordId: blanked, rule: 'eligible', settlement: 'complete' });
    expect(addressOf(blanked) ?? null).toBeNull();
  }, 60_000);
});
