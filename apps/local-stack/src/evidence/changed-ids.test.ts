import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '@spotler-connector/local-services';
import { endAll } from '../testing/running-services.ts';
import { aStage, type Stage } from './testing/a-stage.ts';

const COLUMN = 'new_spotlerid';

let stage: Stage;
beforeAll(async () => {
  stage = await aStage({
    services: { externalIdColumn: COLUMN },
    environment: { DATAVERSE_EXTERNAL_ID_COLUMN: COLUMN },
  });
}, 60_000);
afterAll(endAll);

describe('an external id that changes', () => {
  it('has the contact under the old one forgotten, and both gone once the person refuses', async () => {
    const id = await stage.person('contact', { [COLUMN]: 'S-7' });
    await stage.dataverse.update('contact', id, { [COLUMN]: 'S-8' });
    await until(() => stage.spotler.state('S-7') === 'anonymized');
    await until(() => stage.spotler.state('S-8') === 'present');
    await until(() => stage.logged('record followed').length > 0);
    expect(stage.logged('record followed')).toMatchObject([
      { recordId: id, causes: ['external-id-changed'] },
    ]);
    await stage.dataverse.update('contact', id, { donotemail: true });
    await until(() => stage.spotler.state('S-8') === 'anonymized');
    expect(stage.spotler.state('S-7')).toBe('anonymized');
  }, 60_000);

  it('leaves the contact under the old one when another record has it', async () => {
    const id = await stage.person('contact', { [COLUMN]: 'S-20' });
    await stage.person('account', { [COLUMN]: 'S-20' });
    await stage.dataverse.update('contact', id, { [COLUMN]: 'S-21' });
    await stage.settled({ recordId: id, messageName: 'Update', settlement: 'complete' });
    expect(stage.spotler.state('S-21')).toBe('present');
    expect(stage.spotler.state('S-20')).toBe('present');
  }, 60_000);
});

describe('two records with one external id', () => {
  it('have the contact gone when one refuses, and it stays gone after the other one changes', async () => {
    const one = await stage.person('contact', { [COLUMN]: 'S-30' });
    const other = await stage.person('account', { [COLUMN]: 'S-30' });
    await stage.dataverse.update('contact', one, { donotemail: true });
    await stage.settled({ recordId: one, rule: 'do-not-email', settlement: 'complete' });
    expect(stage.spotler.state('S-30')).toBe('anonymized');
    await stage.dataverse.update('account', other, { address1_city: 'Utrecht' });
    await stage.settled({
      recordId: other,
      messageName: 'Update',
      rule: 'do-not-email',
      settlement: 'complete',
    });
    expect(stage.spotler.state('S-30')).toBe('anonymized');
  }, 60_000);
});

describe('a worker without those guards', () => {
  it('keeps the contact under the old id for ever', async () => {
    const id = await stage.person('contact', { [COLUMN]: 'S-40' });
    await stage.start({ mutants: ['without-former-ids'] });
    await stage.dataverse.update('contact', id, { [COLUMN]: 'S-41', donotemail: true });
    await stage.settled({ recordId: id, rule: 'do-not-email', settlement: 'complete' });
    expect(stage.spotler.state('S-40')).toBe('present');
  }, 60_000);

  it('brings a contact back that a record refused which shares it', async () => {
    const one = await stage.person('contact', { [COLUMN]: 'S-50' });
    const other = await stage.person('account', { [COLUMN]: 'S-50' });
    await stage.start({ mutants: ['without-holders'] });
    await stage.dataverse.update('contact', one, { donotemail: true });
    await until(() => stage.spotler.state('S-50') === 'anonymized');
    await stage.dataverse.update('account', other, { address1_city: 'Utrecht' });
    await until(() => stage.spotler.state('S-50') === 'present');
  }, 60_000);
});
