import { describe, expect, it } from '@jest/globals';
import { startServices } from '@spotler-connector/local-services';
import { disagreements } from './agreement.ts';

const PERSON = { emailaddress1: 'person@example.org', address1_city: 'Delft' };

describe('agreement between Spotler and the policy', () => {
  it('is found, and each way to disagree', async () => {
    const services = await startServices();
    const { dataverse, spotler } = services;
    const check = (...ids: string[]) => disagreements(services, 'contact', ids);
    const id = await dataverse.create('contact', PERSON);
    expect(check(id)).toEqual([`${id}: should be there, and is gone`]);
    const properties = { city: 'Delft', email: PERSON.emailaddress1 };
    spotler.seed([{ externalId: id, properties }]);
    expect(check(id)).toEqual([]);
    spotler.seed([{ externalId: id, properties: { email: 'another@example.org' } }]);
    expect(check(id)).toEqual([`${id}: has another address`]);
    spotler.seed([{ externalId: id, properties }]);
    await dataverse.update('contact', id, { address1_city: 'Utrecht' });
    expect(check(id)).toEqual([`${id}: is out of date`]);
    await dataverse.update('contact', id, { address1_city: 'Delft', donotbulkemail: true });
    spotler.seed([{ externalId: id, properties: { permissions: [{ bit: 1, enabled: true }] } }]);
    expect(check(id)).toEqual([`${id}: may be mailed, and must not`]);
    await dataverse.delete('contact', id);
    expect(check(id)).toEqual([`${id}: should be gone, and is there`]);
    await services.close();
  });
});
