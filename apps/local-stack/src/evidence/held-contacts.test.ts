import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { send } from '@spotler-connector/local-services';
import { endAll } from '../testing/running-services.ts';
import { aStage, type Stage } from './testing/a-stage.ts';
import { aToldMessage } from './testing/a-told-message.ts';

const COLUMN = 'new_spotlerid';
const WITH_COLUMN = { DATAVERSE_EXTERNAL_ID_COLUMN: COLUMN };

let stage: Stage;
beforeAll(async () => {
  stage = await aStage();
}, 60_000);
afterAll(endAll);

async function deletionOf(table: string, id: string, image?: Readonly<Record<string, string>>) {
  const { organizationId } = stage.dataverse;
  await send(stage.serviceBus.connectionString, [
    aToldMessage({ messageName: 'Delete', table, id, organizationId, image }),
  ]);
  return stage.settled({ recordId: id, table, messageName: 'Delete' });
}

describe('a deletion of a lead that has the id of a living contact', () => {
  it('leaves the contact', async () => {
    const id = await stage.person('contact');
    expect(await deletionOf('lead', id)).toMatchObject({ action: 'sync', settlement: 'complete' });
    expect(stage.spotler.state(id)).toBe('present');
  }, 60_000);
});

describe('a deletion that tells the external id of somebody else who lives', () => {
  it('leaves that contact', async () => {
    await stage.start({ environment: WITH_COLUMN });
    await stage.person('account', { [COLUMN]: 'S-living' });
    expect(await deletionOf('contact', randomUUID(), { [COLUMN]: 'S-living' })).toMatchObject({
      action: 'sync',
      settlement: 'complete',
    });
    expect(stage.spotler.state('S-living')).toBe('present');
  }, 60_000);

  it('erases the contact when nobody holds it any more', async () => {
    stage.spotler.seed([{ externalId: 'S-orphan', properties: {} }]);
    await deletionOf('contact', randomUUID(), { [COLUMN]: 'S-orphan' });
    expect(stage.spotler.state('S-orphan')).toBe('anonymized');
  }, 60_000);
});

describe('a worker that does not look for holders', () => {
  it('erases living contacts in both cases', async () => {
    const id = await stage.person('contact', { [COLUMN]: 'S-other' });
    await stage.start({ mutants: ['without-holders'], environment: WITH_COLUMN });
    await deletionOf('lead', randomUUID(), { [COLUMN]: 'S-other' });
    expect(stage.spotler.state('S-other')).toBe('anonymized');

    stage.spotler.seed([{ externalId: id, properties: {} }]);
    await stage.start({ mutants: ['without-holders'] });
    await deletionOf('lead', id);
    expect(stage.spotler.state(id)).toBe('anonymized');
  }, 60_000);
});
