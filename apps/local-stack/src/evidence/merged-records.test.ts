import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { orderAnonymization, until } from '@spotler-connector/local-services';
import { endAll } from '../testing/running-services.ts';
import { aStage, type Stage } from './testing/a-stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await aStage();
}, 60_000);
afterAll(endAll);

/** A survivor, and two records that were merged into it, one by way of the other. */
async function mergedPeople(): Promise<{ survivor: string; merged: readonly string[] }> {
  const [survivor, middle, last] = [await stage.person(), await stage.person(), await stage.person()];
  const handled = mergesHandled();
  await stage.dataverse.merge('contact', middle, last);
  await stage.dataverse.merge('contact', survivor, middle);
  await until(() => mergesHandled() === handled + 2);
  return { survivor, merged: [middle, last] };
}

/** A merge sends one message for both records. */
function mergesHandled(): number {
  return stage.logged('message settled').filter(({ messageName }) => messageName === 'Merge').length;
}

function enabledIn(id: string): boolean {
  return JSON.stringify(stage.spotler.contact(id)).includes('"enabled":true');
}

describe('records that were merged into one', () => {
  it('are forgotten with it when the person refuses e-mail', async () => {
    const { survivor, merged } = await mergedPeople();
    await stage.dataverse.update('contact', survivor, { donotemail: true });
    await stage.settled({ recordId: survivor, rule: 'do-not-email', settlement: 'complete' });
    for (const id of [survivor, ...merged]) expect(stage.spotler.state(id)).toBe('anonymized');
  }, 60_000);

  it('are opted out with it when the person refuses bulk e-mail', async () => {
    const { survivor, merged } = await mergedPeople();
    await stage.dataverse.update('contact', survivor, { donotbulkemail: true });
    await stage.settled({ recordId: survivor, rule: 'refuses-bulk-email', settlement: 'complete' });
    for (const id of [survivor, ...merged]) expect(enabledIn(id)).toBe(false);
  }, 60_000);

  it('are forgotten with it when a Spotler Job orders that', async () => {
    const { survivor, merged } = await mergedPeople();
    await orderAnonymization(stage.dataverse, { table: 'contact', id: survivor });
    for (const id of [survivor, ...merged]) await until(() => stage.spotler.state(id) === 'anonymized');
  }, 60_000);

  it('stay, with address and permissions, without the look for them', async () => {
    const { survivor, merged } = await mergedPeople();
    await stage.start({ mutants: ['without-merged-records'] });
    await stage.dataverse.update('contact', survivor, { donotemail: true });
    await stage.settled({ recordId: survivor, rule: 'do-not-email', settlement: 'complete' });
    for (const id of merged) expect(stage.spotler.state(id)).toBe('present');
  }, 60_000);
});
