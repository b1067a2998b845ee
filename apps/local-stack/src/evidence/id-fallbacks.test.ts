import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deadLetters, inventedColumns, until } from '@spotler-connector/local-services';
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

function aNewRecord(): Promise<string> {
  return stage.dataverse.create('contact', inventedColumns('contact', 1, 'canary.example'));
}

/** Starts the worker with this choice for records whose column of external ids is empty. */
function choosing(fallback: string): Promise<void> {
  return stage.start({ environment: { DATAVERSE_EXTERNAL_ID_FALLBACK: fallback } });
}

describe('a new record without an external id', () => {
  it('goes by its own id by default, and is forgotten under it', async () => {
    const id = await stage.person();
    expect(stage.dataverse.get('contact', id)?.[COLUMN] ?? null).toBeNull();
    await stage.dataverse.delete('contact', id);
    await until(() => stage.spotler.state(id) === 'anonymized');
  }, 60_000);

  it('gets its own id written into the column when that is chosen', async () => {
    await choosing('write-back');
    const id = await stage.person();
    expect(stage.dataverse.get('contact', id)?.[COLUMN]).toBe(id);
    await stage.dataverse.update('contact', id, { donotemail: true });
    await until(() => stage.spotler.state(id) === 'anonymized');
  }, 60_000);

  it('is dead-lettered with a reason of its own when nothing is to stand in', async () => {
    await choosing('none');
    const id = await aNewRecord();
    await stage.settled({ recordId: id, settlement: 'dead-letter', reason: 'ExternalIdUnknown' });
    expect(stage.spotler.state(id)).toBe('unknown');
    expect(await deadLetters(stage.serviceBus.connectionString)).toMatchObject([
      {
        reason: 'ExternalIdUnknown',
        description: expect.stringContaining('column of external ids is empty'),
      },
    ]);
  }, 60_000);

  it('is dead-lettered by default without the fallback', async () => {
    await stage.start({ mutants: ['without-id-fallback'] });
    const id = await aNewRecord();
    await stage.settled({ recordId: id, settlement: 'dead-letter', reason: 'ExternalIdUnknown' });
    expect(stage.spotler.state(id)).toBe('unknown');
  }, 60_000);
});
