import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deadLetters, QUEUE, send, sendAll, until } from '@spotler-connector/local-services';
import { endAll } from '../testing/running-services.ts';
import { aStage, type Stage } from './testing/a-stage.ts';
import { aToldMessage } from './testing/a-told-message.ts';

const ANOTHER = 'ffffffff-1111-4222-8333-444444444444';
const UNKNOWN = { properties: { email: 'elsewhere@canary.example' } };

let stage: Stage;
beforeAll(async () => {
  stage = await aStage();
}, 60_000);
afterAll(endAll);

function ofAnother(id: string) {
  return aToldMessage({ messageName: 'Update', table: 'contact', id, organizationId: ANOTHER });
}

/** When it starts the worker asks which properties there are. */
function isAboutContacts({ endpoint }: { readonly endpoint: string | undefined }): boolean {
  return endpoint !== 'GET /contact/properties/list';
}

describe('messages of another organization', () => {
  it('are dead-lettered, five hundred of them, without a call to Spotler', async () => {
    const ids = Array.from({ length: 500 }, () => randomUUID());
    stage.spotler.seed(ids.map((externalId) => ({ externalId, ...UNKNOWN })));
    await sendAll(stage.serviceBus.connectionString, ids.map(ofAnother));
    await until(() => stage.serviceBus.counts(QUEUE).deadLetterMessageCount === 500);
    expect(stage.spotler.requests().filter(isAboutContacts)).toEqual([]);
    expect(ids.every((id) => stage.spotler.contact(id) !== undefined)).toBe(true);
    const reasons = (await deadLetters(stage.serviceBus.connectionString)).map(({ reason }) => reason);
    expect(new Set(reasons)).toEqual(new Set(['ForeignOrganization']));
  }, 60_000);

  it('have people erased by a worker that does not compare organizations', async () => {
    await stage.start({ mutants: ['without-organization'] });
    const id = randomUUID();
    stage.spotler.seed([{ externalId: id, ...UNKNOWN }]);
    await send(stage.serviceBus.connectionString, [ofAnother(id)]);
    await stage.settled({ recordId: id, settlement: 'complete' });
    expect(stage.spotler.state(id)).toBe('anonymized');
  }, 60_000);
});
