import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { send } from '@spotler-connector/local-services';
import { endAll } from '../testing/running-services.ts';
import { aStage, type Stage } from './testing/a-stage.ts';
import { aToldMessage } from './testing/a-told-message.ts';

const COLUMN = 'new_spotlerid';

afterEach(endAll);

/** A stage whose steps are registered with a column of external ids, and whose worker knows it. */
function aStageWithColumn(): Promise<Stage> {
  return aStage({
    services: { externalIdColumn: COLUMN },
    environment: { DATAVERSE_EXTERNAL_ID_COLUMN: COLUMN },
  });
}

async function deletionOf(stage: Stage, table: string, id: string, image?: Readonly<Record<string, string>>) {
  const { organizationId } = stage.dataverse;
  await send(stage.serviceBus.connectionString, [
    aToldMessage({ messageName: 'Delete', table, id, organizationId, image }),
  ]);
  return stage.settled({ recordId: id, table, messageName: 'Delete' });
}

describe('a deletion of a lead that has the id of a living contact', () => {
  it('leaves the contact', async () => {
    const stage = await aStage();
    const id = await stage.person('contact');
    expect(await deletionOf(stage, 'lead', id)).toMatchObject({
      action: 'sync',
      settlement: 'complete',
    });
    expect(stage.spotler.state(id)).toBe('present');
  }, 60_000);

  it('erases the contact when the worker does not look for holders', async () => {
    const stage = await aStage();
    const id = await stage.person('contact');
    await stage.start({ mutants: ['without-holders'] });
    await deletionOf(stage, 'lead', id);
    expect(stage.spotler.state(id)).toBe('anonymized');
  }, 60_000);
});

describe('a deletion that tells the external id of somebody else who lives', () => {
  it('leaves that contact, and erases it when nobody holds it any more', async () => {
    const stage = await aStageWithColumn();
    await stage.person('account', { [COLUMN]: 'S-living' });
    expect(await deletionOf(stage, 'contact', randomUUID(), { [COLUMN]: 'S-living' })).toMatchObject({
      action: 'sync',
      settlement: 'complete',
    });
    expect(stage.spotler.state('S-living')).toBe('present');

    stage.spotler.seed([{ externalId: 'S-orphan', properties: {} }]);
    await deletionOf(stage, 'contact', randomUUID(), { [COLUMN]: 'S-orphan' });
    expect(stage.spotler.state('S-orphan')).toBe('anonymized');
  }, 60_000);

  it('erases the contact when the worker does not look for holders', async () => {
    const stage = await aStageWithColumn();
    await stage.person('contact', { [COLUMN]: 'S-other' });
    await stage.start({ mutants: ['without-holders'] });
    await deletionOf(stage, 'lead', randomUUID(), { [COLUMN]: 'S-other' });
    expect(stage.spotler.state('S-other')).toBe('anonymized');
  }, 60_000);
});
