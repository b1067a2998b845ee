import { describe, expect, it } from '@jest/globals';
import { aClient, cut, empty, refusal, scriptedApi } from './testing/scripted-api.ts';

const api = scriptedApi();
const UNKNOWN = refusal(404, 'CONTACT_NOT_FOUND');
const EXISTS = refusal(400, 'CONTACT_ALREADY_EXISTS');
const contact = { externalId: 'id-1', properties: { city: 'Delft' } };

type Scripts = Parameters<ReturnType<typeof scriptedApi>['on']>[2][];

async function saved(put: Scripts, post: Scripts = []) {
  api.on('put', '/contact/:id', ...put);
  const posts = api.on('post', '/contact', ...post);
  const result = await aClient().contacts.updateOrCreate(contact);
  return { result, posts: posts.length };
}

describe('contacts.updateOrCreate', () => {
  it('updates a contact that exists, in one request', async () => {
    expect(await saved([empty(204)])).toEqual({ result: { created: false, ambiguous: false }, posts: 0 });
  });

  it('creates one that does not', async () => {
    expect(await saved([UNKNOWN], [empty(204)])).toEqual({
      result: { created: true, ambiguous: false },
      posts: 1,
    });
  });

  it('has not created what another call created just before', async () => {
    expect(await saved([UNKNOWN, empty(204)], [EXISTS])).toMatchObject({
      result: { created: false },
      posts: 1,
    });
  });

  it('has created what another call created just before, and a third one anonymized', async () => {
    expect(await saved([UNKNOWN, UNKNOWN], [EXISTS, empty(204)])).toMatchObject({
      result: { created: true },
      posts: 2,
    });
  });

  it('may have created what exists after a try whose answer was lost', async () => {
    expect(await saved([UNKNOWN, empty(204)], [cut, EXISTS])).toMatchObject({
      result: { created: true, ambiguous: true },
    });
  });

  it('hands on a refusal', async () => {
    api.on('put', '/contact/:id', UNKNOWN);
    api.on('post', '/contact', refusal(400, 'INVALID_PROPERTY', 'Property city is invalid'));
    await expect(aClient().contacts.updateOrCreate(contact)).rejects.toMatchObject({
      kind: 'rejected',
      property: 'city',
    });
  });
});
