import { describe, expect, it } from '@jest/globals';
import { aClient, cut, json, refusal, scriptedApi } from '../testing/scripted-api.ts';

const api = scriptedApi();
const PATH = '/contact/list';
function some(...ids: string[]): Array<{ externalId: string; properties: Record<string, unknown> }> {
  return ids.map((externalId) => ({ externalId, properties: { email: `${externalId}@example.com` } }));
}

describe('contacts.upsertBatch', () => {
  it('gives one result per contact, in the order given', async () => {
    const calls = api.on(
      'post',
      PATH,
      json([
        { externalId: 'b', code: 'PROPERTY_INVALID', message: 'Email is invalid' },
        { externalId: 'a', code: 'OK', message: '' },
        { externalId: 'c', code: 'CONTACT_OPTOUT' },
      ]),
    );
    expect(await aClient().contacts.upsertBatch(some('a', 'b', 'c'))).toMatchObject([
      { externalId: 'a', outcome: 'upserted' },
      { externalId: 'b', outcome: 'rejected', error: { errorType: 'PROPERTY_INVALID', property: 'email' } },
      { externalId: 'c', outcome: 'rejected', error: { kind: 'rejected', errorType: 'CONTACT_OPTOUT' } },
    ]);
    expect(JSON.parse(calls[0]?.text ?? '')).toEqual({
      update: true,
      purge: false,
      contacts: some('a', 'b', 'c'),
    });
  });

  it('goes by the place when the results carry no id', async () => {
    api.on('post', PATH, json([{ code: 'OK' }, { code: 'some error', externalId: null }]));
    expect(await aClient().contacts.upsertBatch(some('a', 'b'))).toMatchObject([
      { outcome: 'upserted' },
      { outcome: 'rejected', error: { errorType: undefined } },
    ]);
  });

  it.each([
    ['too few results', json([{ externalId: 'a', code: 'OK' }])],
    [
      'results of other contacts',
      json([
        { externalId: 'x', code: 'OK' },
        { externalId: 'y', code: 'OK' },
      ]),
    ],
    ['no list', json({})],
  ])('rejects an answer with %s', async (_, answer) => {
    api.on('post', PATH, answer);
    await expect(aClient().contacts.upsertBatch(some('a', 'b'))).rejects.toMatchObject({ kind: 'protocol' });
  });

  it('rejects when the batch as a whole is refused', async () => {
    api.on('post', PATH, refusal(400, 'INVALID_PARAMS', 'Contact without externalId found'));
    await expect(aClient().contacts.upsertBatch(some('a'))).rejects.toMatchObject({ property: 'externalId' });
  });

  it('is repeated as a whole when the connection breaks', async () => {
    const calls = api.on('post', PATH, cut, json([{ externalId: 'a', code: 'OK' }]));
    expect(await aClient().contacts.upsertBatch(some('a'))).toMatchObject([{ outcome: 'upserted' }]);
    expect(calls).toHaveLength(2);
  });

  it('sends nothing for no contacts, more than a hundred, or an id that no path can hold', async () => {
    const calls = api.on('post', PATH, json([]));
    const { contacts } = aClient();
    expect(await contacts.upsertBatch([])).toEqual([]);
    const many = some(...Array.from({ length: 101 }, (_, index) => `id-${index}`));
    await expect(contacts.upsertBatch(many)).rejects.toBeInstanceOf(TypeError);
    await expect(contacts.upsertBatch(some('a', ''))).rejects.toMatchObject({
      kind: 'rejected',
      property: 'externalId',
    });
    expect(calls).toHaveLength(0);
  });
});

describe('contacts.createBatch', () => {
  it('changes no contact that exists, and says which do', async () => {
    const calls = api.on(
      'post',
      PATH,
      json([
        { externalId: 'b', code: 'CONTACT_ALREADY_EXISTS' },
        { externalId: 'a', code: 'OK' },
        { externalId: 'c', code: 'PROPERTY_INVALID', message: 'Email is invalid' },
      ]),
    );
    expect(await aClient().contacts.createBatch(some('a', 'b', 'c'))).toMatchObject([
      { externalId: 'a', outcome: 'created', ambiguous: false },
      { externalId: 'b', outcome: 'exists', ambiguous: false },
      { externalId: 'c', outcome: 'rejected', error: { property: 'email' } },
    ]);
    expect(JSON.parse(calls[0]?.text ?? '')).toMatchObject({ update: false, purge: false });
  });

  it('says that each contact is in doubt when an earlier try broke off', async () => {
    api.on('post', PATH, cut, json([{ code: 'CONTACT_ALREADY_EXISTS' }, { code: 'OK' }]));
    expect(await aClient().contacts.createBatch(some('a', 'b'))).toMatchObject([
      { outcome: 'exists', ambiguous: true },
      { outcome: 'created', ambiguous: true },
    ]);
  });

  it('may have taken effect when the answer is not understood, and not when it is refused', async () => {
    api.on('post', PATH, json({}));
    await expect(aClient().contacts.createBatch(some('a'))).rejects.toMatchObject({ ambiguous: true });
    api.on('post', PATH, refusal(404, 'RESOURCE_NOT_FOUND', 'no'));
    await expect(aClient().contacts.createBatch(some('a'))).rejects.toMatchObject({ ambiguous: false });
  });

  it('takes a GUID in capitals for the same', async () => {
    const id = '6d81597f-0f9f-e711-8122-000d3aa2331c';
    api.on(
      'post',
      PATH,
      json([
        { externalId: 'b', code: 'OK' },
        { externalId: id.toUpperCase(), code: 'OK' },
      ]),
    );
    expect(await aClient().contacts.createBatch(some(id, 'b'))).toMatchObject([
      { externalId: id, outcome: 'created' },
      { externalId: 'b', outcome: 'created' },
    ]);
  });
});
