import { describe, expect, it } from '@jest/globals';
import { aClient, empty, json, propertiesWith, refusal, scriptedApi } from './testing/scripted-api.ts';

const api = scriptedApi();
const UNKNOWN = refusal(404, 'CONTACT_NOT_FOUND');
const REFUSED = refusal(400, 'INVALID_PROPERTY', 'Property postalCode is invalid');
const OPTED_OUT = json({ externalId: 'id-1', properties: { permissions: [{ bit: 1, enabled: false }] } });
const OPTED_IN = json({ externalId: 'id-1', properties: { permissions: [{ bit: 1, enabled: true }] } });
const DISABLED = [{ bit: 1, enabled: false }];
const properties = { postalCode: '9999', permissions: [{ bit: 1, enabled: true }] };

type Scripts = Parameters<ReturnType<typeof scriptedApi>['on']>[2][];

/** Answers updates, creations and reading back with these scripts; gives what was written, in order. */
function answering({
  put,
  post = [empty(204)],
  get = [OPTED_OUT],
}: {
  put: Scripts;
  post?: Scripts;
  get?: Scripts;
}) {
  const reads = api.on('get', '/contact/:id', ...get);
  const lists = api.on('get', '/contact/properties/list', propertiesWith(1));
  const puts = api.on('put', '/contact/:id', ...put);
  const posts = api.on('post', '/contact', ...post);
  return {
    reads,
    lists,
    puts: () => puts.map(({ text }) => JSON.parse(text).contact.properties),
    posts: () => posts.map(({ text }) => JSON.parse(text).contact.properties),
  };
}

function upsert() {
  return aClient().contacts.upsertOptedOut({ externalId: 'id-1', properties });
}

describe('contacts.upsertOptedOut', () => {
  it('writes the permissions of a contact first and alone, reads back, then writes the rest', async () => {
    const { puts, posts, reads, lists } = answering({ put: [empty(204)] });
    expect(await upsert()).toMatchObject({ ambiguous: false });
    expect(puts()).toEqual([{ permissions: DISABLED }, { postalCode: '9999' }]);
    expect(posts()).toEqual([]);
    expect([reads.length, lists.length]).toEqual([1, 1]);
  });

  it('creates a contact with the permissions in the same request, and reads it back', async () => {
    const { puts, posts, reads } = answering({ put: [UNKNOWN] });
    expect(await upsert()).toMatchObject({ ambiguous: false });
    expect(puts()).toEqual([{ permissions: DISABLED }]);
    expect(posts()).toEqual([{ postalCode: '9999', permissions: DISABLED }]);
    expect(reads).toHaveLength(1);
  });

  it('rejects with the name of a refused property while the opt-out stands', async () => {
    const { puts } = answering({ put: [empty(204), REFUSED] });
    await expect(upsert()).rejects.toMatchObject({
      kind: 'rejected',
      property: 'postalCode',
      optedOut: true,
    });
    expect(puts()[0]).toEqual({ permissions: DISABLED });
  });

  it('says that the opt-out stands also when Spotler is away afterwards', async () => {
    answering({ put: [empty(204), empty(503)] });
    await expect(upsert()).rejects.toMatchObject({ kind: 'unavailable', optedOut: true });
  });

  it('does not say so when the opt-out itself fails', async () => {
    answering({ put: [empty(204)], get: [OPTED_IN] });
    await expect(upsert()).rejects.toMatchObject({ code: 'ERR_STILL_OPTED_IN', optedOut: false });
  });

  it('opts out again after a refused creation: somebody may have created the contact meanwhile', async () => {
    const { puts } = answering({ put: [UNKNOWN, empty(204)], post: [REFUSED] });
    await expect(upsert()).rejects.toMatchObject({ property: 'postalCode', optedOut: true });
    expect(puts()).toEqual([{ permissions: DISABLED }, { permissions: DISABLED }]);
  });

  it('opts out again when the created contact is shown with a permission', async () => {
    const { puts } = answering({ put: [UNKNOWN, empty(204)], get: [OPTED_IN, OPTED_OUT] });
    expect(await upsert()).toMatchObject({ ambiguous: false });
    expect(puts()).toEqual([{ permissions: DISABLED }, { permissions: DISABLED }]);
  });

  it('creates a contact that goes away between the opt-out and the update', async () => {
    const { posts } = answering({ put: [empty(204), UNKNOWN] });
    await upsert();
    expect(posts()).toEqual([{ postalCode: '9999', permissions: DISABLED }]);
  });

  it.each([
    ['the update', { put: [empty(204), refusal(400, 'CONTACT_OPTOUT')] }],
    ['the permissions', { put: [refusal(400, 'CONTACT_OPTOUT')] }],
    ['the creation', { put: [UNKNOWN], post: [refusal(400, 'CONTACT_OPTOUT')] }],
  ])('is content when Spotler refuses %s of somebody who has opted out', async (_, scripts) => {
    answering(scripts);
    expect(await upsert()).toMatchObject({ ambiguous: false });
  });
});

describe('a contact whose properties are refused together with its permissions', () => {
  it('keeps them all, which is why the permissions go alone', async () => {
    const { posts } = answering({ put: [UNKNOWN], post: [REFUSED] });
    const together = { externalId: 'id-1', properties: { postalCode: '9999', permissions: DISABLED } };
    await expect(aClient().contacts.upsert(together)).rejects.toMatchObject({ property: 'postalCode' });
    expect(posts()).toHaveLength(1);
  });
});
