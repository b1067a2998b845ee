import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deadLetters, orderAnonymization, shownJob, until } from '@spotler-connector/local-services';
import { type FrontAnswer, type FrontPlan, passAll } from '@spotler-connector/local-services/front';
import { endAll } from '../testing/running-services.ts';
import { aStage, type Stage } from './testing/a-stage.ts';

const PAGE: FrontAnswer = {
  status: 404,
  headers: { 'content-type': 'text/html' },
  body: '<html>404 Not Found</html>',
};

function always(answer: FrontAnswer): FrontPlan {
  return () => ({ kind: 'answer', answer });
}

let stage: Stage;
beforeAll(async () => {
  stage = await aStage();
}, 60_000);
afterAll(endAll);

/** Has something else answer for Spotler while `change` happens, until intake stops. */
async function behind(
  answer: FrontAnswer,
  change: () => Promise<unknown>,
  meanwhile: () => void,
): Promise<void> {
  const outages = stage.logged('system down').length;
  stage.spotlerFront.follow(always(answer));
  try {
    await change();
    await until(() => stage.logged('system down').length > outages);
    meanwhile();
  } finally {
    stage.spotlerFront.follow(passAll);
  }
}

const ANSWERS = [
  ['404 and a page', PAGE],
  ['404 and nothing', { status: 404 }],
  ['410 and nothing', { status: 410 }],
] as const;

describe('something in front of Spotler that answers everything', () => {
  it.each(ANSWERS)(
    'with %s has nobody counted as erased, and the deletions are done once it is gone',
    async (_, answer) => {
      const ids = [await stage.person(), await stage.person('lead'), await stage.person('account')];
      const tables = ['contact', 'lead', 'account'] as const;
      await behind(
        answer,
        async () => {
          for (const [n, id] of ids.entries()) await stage.dataverse.delete(tables[n] ?? 'contact', id);
        },
        () => {
          for (const id of ids) expect(stage.spotler.contact(id)).toBeDefined();
          const ended = stage.logged('message settled').filter(({ messageName }) => messageName === 'Delete');
          const claimed = ended.filter(({ recordId }) => ids.some((id) => id === recordId));
          expect(claimed.filter(({ settlement }) => settlement === 'complete')).toEqual([]);
          expect(stage.logged('system down').at(-1)).toMatchObject({ system: 'spotler', kind: 'protocol' });
        },
      );
      for (const recordId of ids) {
        await stage.settled({ recordId, rule: 'deleted', settlement: 'complete', outcome: 'anonymized' });
        expect(stage.spotler.state(recordId)).toBe('anonymized');
      }
    },
    60_000,
  );

  it('has no opt-out counted that did not happen', async () => {
    const id = await stage.person();
    await behind(
      { status: 404 },
      () => stage.dataverse.update('contact', id, { donotbulkemail: true }),
      () => expect(JSON.stringify(stage.spotler.contact(id))).toContain('"enabled":true'),
    );
    await stage.settled({ recordId: id, outcome: 'synced-opted-out', settlement: 'complete' });
    expect(JSON.stringify(stage.spotler.contact(id))).not.toContain('"enabled":true');
  }, 60_000);

  it('has no Spotler Job succeed', async () => {
    const id = await stage.person();
    let job = '';
    await behind(
      PAGE,
      async () => {
        job = await orderAnonymization(stage.dataverse, { table: 'contact', id });
      },
      () => expect(shownJob(stage.dataverse, job)).toMatchObject({ status: 'pending' }),
    );
    await until(() => shownJob(stage.dataverse, job)?.status === 'succeeded');
    expect(stage.spotler.state(id)).toBe('anonymized');
    expect(await deadLetters(stage.serviceBus.connectionString)).toEqual([]);
  }, 60_000);

  it('has a living contact counted as erased by a worker that takes it for Spotler', async () => {
    const id = await stage.person();
    await stage.start({ mutants: ['without-absence-evidence'] });
    stage.spotlerFront.follow(always({ status: 404 }));
    await stage.dataverse.delete('contact', id);
    await stage.settled({ recordId: id, outcome: 'already-anonymized', settlement: 'complete' });
    expect(stage.spotler.contact(id)).toBeDefined();
  }, 60_000);
});
