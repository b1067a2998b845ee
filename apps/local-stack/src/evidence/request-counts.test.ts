import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { endAll } from '../testing/running-services.ts';
import { aStage, type Stage } from './testing/a-stage.ts';

const COLUMN = 'new_spotlerid';

/**
 * Requests of a worker that asked no preconditions: to Dataverse, where a batch is one, and to Spotler. Each
 * of the two looks at a record is one request, with its orders in it.
 */
const WITHOUT_PRECONDITIONS = {
  sync: { dataverse: 2, spotler: 1 },
  refusal: { dataverse: 2, spotler: 2 },
  deletion: { dataverse: 2, spotler: 2 },
};

let stage: Stage;
let withColumn: Stage;
beforeAll(async () => {
  [stage, withColumn] = await Promise.all([
    aStage(),
    aStage({
      services: { externalIdColumn: COLUMN },
      environment: { DATAVERSE_EXTERNAL_ID_COLUMN: COLUMN },
    }),
  ]);
}, 60_000);
afterAll(endAll);

/** Counts what one change of a record costs, once all that was before it is done with. */
async function cost(of: Stage, change: (id: string) => Promise<void>, messageName = 'Update') {
  const recordId = await of.person();
  const { dataverse, spotler } = of;
  const before = { dataverse: dataverse.requests(), spotler: spotler.requests().length };
  await change(recordId);
  await of.settled({ recordId, messageName, settlement: 'complete' });
  return {
    dataverse: dataverse.requests() - before.dataverse,
    spotler: spotler.requests().length - before.spotler,
  };
}

function sync(of: Stage) {
  return cost(of, (id) => of.dataverse.update('contact', id, { address1_city: 'Utrecht' }));
}

function refusal(of: Stage) {
  return cost(of, (id) => of.dataverse.update('contact', id, { donotemail: true }));
}

function deletion(of: Stage) {
  return cost(of, (id) => of.dataverse.delete('contact', id), 'Delete');
}

describe('the preconditions', () => {
  it('cost a sync no request', async () => {
    expect(await sync(stage)).toEqual(WITHOUT_PRECONDITIONS.sync);
  }, 60_000);

  it('cost an erasure at most two requests', async () => {
    expect(await refusal(stage)).toEqual({ ...WITHOUT_PRECONDITIONS.refusal, dataverse: 3 });
    expect(await deletion(stage)).toEqual({ ...WITHOUT_PRECONDITIONS.deletion, dataverse: 4 });
  }, 60_000);

  it('cost nothing more where several records can hold one contact, for a message tells the id', async () => {
    expect(await sync(withColumn)).toEqual(WITHOUT_PRECONDITIONS.sync);
    expect(await refusal(withColumn)).toEqual({ ...WITHOUT_PRECONDITIONS.refusal, dataverse: 3 });
    expect(await deletion(withColumn)).toEqual({ ...WITHOUT_PRECONDITIONS.deletion, dataverse: 3 });
  }, 60_000);
});
