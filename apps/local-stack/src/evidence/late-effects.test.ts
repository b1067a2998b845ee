import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '@spotler-connector/local-services';
import { endAll } from '../testing/running-services.ts';
import { aStage, type Stage } from './testing/a-stage.ts';

const LATE_MS = 1_500;

let stage: Stage;
beforeAll(async () => {
  stage = await aStage({ environment: { SPOTLER_LATEST_EFFECT: 'PT2S' } });
}, 60_000);
afterAll(endAll);

function scheduledLooks(): number {
  return stage.serviceBus.counts('dataverse-changes').scheduledMessageCount;
}

describe('a write that takes effect after its sender gave up', () => {
  it('brings an erased person back for a while only', async () => {
    stage.spotler.faults.add({ kind: 'late', ms: LATE_MS, endpoint: 'POST /contact', meanwhile: 'cut' });
    const id = await stage.person();
    await stage.dataverse.update('contact', id, { donotemail: true });
    await stage.settled({ recordId: id, outcome: 'anonymized', settlement: 'complete' });
    expect(stage.spotler.contact(id)).toBeUndefined();
    await until(() => stage.spotler.contact(id) !== undefined);
    await until(() => stage.spotler.contact(id) === undefined);
    await until(() => stage.logged('second look').length > 0);
  }, 60_000);

  it('brings back nobody whose record was deactivated after the erasure', async () => {
    stage.spotler.faults.add({ kind: 'late', ms: LATE_MS, endpoint: 'POST /contact', meanwhile: 'cut' });
    const id = await stage.person();
    await stage.dataverse.update('contact', id, { donotemail: true });
    await stage.settled({ recordId: id, outcome: 'anonymized', settlement: 'complete' });
    await stage.dataverse.update('contact', id, { donotemail: false, statecode: 1 });
    await stage.settled({ recordId: id, outcome: 'left', settlement: 'complete' });
    await until(() => stage.spotler.contact(id) !== undefined);
    await until(() => stage.spotler.contact(id) === undefined);
  }, 60_000);

  it('does not update anybody into being', async () => {
    const id = await stage.person();
    stage.spotler.faults.add({
      kind: 'late',
      ms: LATE_MS,
      endpoint: 'PUT /contact/{externalId}',
      meanwhile: 'cut',
    });
    await stage.dataverse.update('contact', id, { firstname: 'Another' });
    await until(() => stage.spotler.lateEffects() === 1);
    await stage.dataverse.update('contact', id, { donotemail: true });
    await until(() => stage.spotler.lateEffects() === 0 && stage.spotler.contact(id) === undefined);
    expect(stage.spotler.contact(id)).toBeUndefined();
  }, 60_000);

  it('brings an erased person back for good without the second look', async () => {
    // Those of the tests before are looked at first.
    await until(() => scheduledLooks() === 0, { timeoutMs: 30_000 });
    await stage.start({ mutants: ['without-second-look'] });
    stage.spotler.faults.add({ kind: 'late', ms: LATE_MS, endpoint: 'POST /contact', meanwhile: 'cut' });
    const id = await stage.person();
    await stage.dataverse.update('contact', id, { donotemail: true });
    await stage.settled({ recordId: id, outcome: 'anonymized', settlement: 'complete' });
    expect(stage.spotler.contact(id)).toBeUndefined();
    await until(() => stage.spotler.lateEffects() === 0);
    expect(stage.spotler.contact(id)).toBeDefined();
    expect(scheduledLooks()).toBe(0);
  }, 60_000);
});
