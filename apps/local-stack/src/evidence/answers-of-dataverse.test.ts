import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '@spotler-connector/local-services';
import { endAll } from '../testing/running-services.ts';
import { aStage, type Stage } from './testing/a-stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await aStage();
}, 60_000);
afterAll(endAll);

/**
 * Has Dataverse answer every question about a contact with one of the known answers. A page is the answer to
 * the whole request, in which the question is one of several.
 */
function answerAbout(id: string, answer: string): void {
  stage.dataverse.fail({ answer, path: `contacts(${id})`, method: 'GET', times: 1_000 });
  stage.dataverse.fail({ answer, path: '$batch', times: 1_000 });
}

describe('a 404 of Dataverse about a living contact', () => {
  const ABOUT_OTHERS = [
    'a missing caller',
    'a missing owner',
    "a plug-in's missing row",
    'another row of the table',
    'another table with the same id',
    'no row at all',
    'an empty message',
  ];

  it('that is about another row, or about none, has nobody erased', async () => {
    const ids = await Promise.all(ABOUT_OTHERS.map(() => stage.person()));
    for (const [n, recordId] of ids.entries()) {
      answerAbout(recordId, ABOUT_OTHERS[n] ?? '');
      // One after the other: a question about several records at once has no answer about a row.
      await stage.dataverse.update('contact', recordId, { address1_city: 'Utrecht' });
      await stage.settled({ recordId, settlement: 'dead-letter', reason: 'DataverseRejected' });
      expect(stage.spotler.state(recordId)).toBe('present');
    }
    stage.dataverse.clearFaults();
  }, 60_000);

  it.each(['a page that quotes Dataverse', 'the JSON of an API gateway that quotes Dataverse'])(
    'that is %s stops intake, and the change is done once Dataverse answers again',
    async (answer) => {
      const id = await stage.person();
      const outages = stage.logged('system down').length;
      answerAbout(id, answer);
      await stage.dataverse.update('contact', id, { address1_city: 'Utrecht' });
      await until(() => stage.logged('system down').length > outages);
      expect(stage.spotler.state(id)).toBe('present');
      stage.dataverse.clearFaults();
      await until(() => stage.spotler.contact(id)?.properties['city'] === 'Utrecht');
    },
    60_000,
  );

  it('that says in so many words that it does not exist has nobody erased whom a query finds', async () => {
    const id = await stage.person();
    answerAbout(id, 'absent, in Dutch');
    await stage.dataverse.update('contact', id, { address1_city: 'Utrecht' });
    await stage.settled({ recordId: id, messageName: 'Update', rule: 'eligible', settlement: 'complete' });
    expect(stage.spotler.contact(id)?.properties['city']).toBe('Utrecht');
    stage.dataverse.clearFaults();
  }, 60_000);

  it('has the contact erased by a worker that takes any 404 for a deletion, and asks no further', async () => {
    const id = await stage.person();
    await stage.start({ mutants: ['taking-any-404-for-deleted', 'without-holders'] });
    answerAbout(id, 'a missing caller');
    await stage.dataverse.update('contact', id, { address1_city: 'Utrecht' });
    await stage.settled({ recordId: id, rule: 'deleted', settlement: 'complete' });
    expect(stage.spotler.state(id)).toBe('anonymized');
    stage.dataverse.clearFaults();
    await stage.start();
  }, 60_000);
});

describe('a 404 of Dataverse about the deleted contact itself', () => {
  it.each(['absent, without a code', 'absent, older wording without a code', 'absent, in Dutch'])(
    'has it erased though it is %s',
    async (answer) => {
      const id = await stage.person();
      answerAbout(id, answer);
      await stage.dataverse.delete('contact', id);
      await stage.settled({ recordId: id, rule: 'deleted', outcome: 'anonymized', settlement: 'complete' });
      expect(stage.spotler.state(id)).toBe('anonymized');
    },
    60_000,
  );

  it('stops intake by a worker that wants a code in the answer', async () => {
    const id = await stage.person();
    await stage.start({ mutants: ['wanting-a-code'] });
    answerAbout(id, 'absent, without a code');
    await stage.dataverse.delete('contact', id);
    await until(() => stage.logged('system down').length > 0);
    expect(stage.spotler.state(id)).toBe('present');
    stage.dataverse.clearFaults();
  }, 60_000);
});
