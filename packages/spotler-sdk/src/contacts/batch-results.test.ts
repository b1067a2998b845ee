import { describe, expect, it } from '@jest/globals';
import { answering, bare, ok, unknown } from '../testing/answering-connection.ts';
import { createContactBatch } from './contact-batch.ts';

const ENDPOINT = 'POST /contact/list';
const CALLS = ['upsertBatch', 'createBatch'] as const;

function some(...ids: string[]) {
  return ids.map((externalId) => ({ externalId, properties: { email: 'a@example.com', shoeSize: 42 } }));
}

function batchOver(answer: Parameters<typeof answering>[0][typeof ENDPOINT] & object) {
  const world = answering({ [ENDPOINT]: answer });
  return { ...world, batch: createContactBatch(world.connection) };
}

describe.each(CALLS)('%s', (call) => {
  const done = call === 'upsertBatch' ? 'upserted' : 'created';

  it('sends a hundred contacts at once, with the names of all properties', async () => {
    const contacts = some(...Array.from({ length: 100 }, (_, index) => `Ł-${index}`));
    const more = [...contacts.slice(1), { externalId: 'last', properties: { city: 'Łódź' } }];
    const { batch, requests } = batchOver([
      ok(
        200,
        contacts.map(() => ({ code: 'OK' })),
      ),
    ]);
    expect(await batch[call](more)).toEqual(
      more.map(({ externalId }) => ({ externalId, outcome: done, ambiguous: false })),
    );
    const json = { update: call === 'upsertBatch', purge: false, contacts: more };
    expect(requests).toEqual([{ endpoint: ENDPOINT, json, properties: ['email', 'shoeSize', 'city'] }]);
  });

  it('sends nothing for a hundred and one, and says why', async () => {
    const { batch, requests } = batchOver([]);
    const many = some(...Array.from({ length: 101 }, (_, index) => `id-${index}`));
    await expect(batch[call](many)).rejects.toThrow(new TypeError('A batch has at most 100 contacts'));
    expect(requests).toEqual([]);
  });

  it.each(['', '.', '..'])('sends nothing when one has the id %j', async (id) => {
    const { batch, requests } = batchOver([]);
    const error = { kind: 'rejected', endpoint: ENDPOINT, property: 'externalId', status: undefined };
    await expect(batch[call](some('a', id, 'b'))).rejects.toMatchObject(error);
    expect(requests).toEqual([]);
  });

  it('takes ids that only begin or end like those', async () => {
    const { batch } = batchOver([ok(200, [{ code: 'OK' }, { code: 'OK' }, { code: 'OK' }])]);
    expect(await batch[call](some('...', '.a', ' '))).toHaveLength(3);
  });

  it.each([
    [ok(200), true],
    [ok(200, {}), true],
    [ok(200, []), true],
    [ok(200, [{ code: 'OK' }]), true],
    [ok(200, [{ code: 'OK' }, { code: 'OK' }, { code: 'OK' }]), true],
    [ok(200, [{ code: 'OK' }, {}]), true],
    [ok(200, [{ code: 'OK' }, { code: 7 }]), true],
    [ok(200, [{ code: 'OK' }, { code: 'OK', externalId: 7 }]), true],
    [ok(200, [{ code: 'OK' }, { code: 'OK', message: 7 }]), true],
    [ok(200, [{ code: 'OK' }, null]), true],
    [ok(201, [{ code: 'OK' }, { code: 'OK' }]), true],
    [ok(204), true],
    [unknown(), false],
    [bare(404), false],
  ])('rejects %j, which may have taken effect: %j', async (answer, ambiguous) => {
    const { batch, connection } = batchOver([answer]);
    const marks: boolean[] = [];
    const watched = createContactBatch({
      ...connection,
      runCall: (signal, work) =>
        connection.runCall(signal, (scope) => work(scope).finally(() => marks.push(scope.isAmbiguous()))),
    });
    const error = { kind: 'protocol', endpoint: ENDPOINT, status: answer.status, code: undefined };
    await expect(batch[call](some('a', 'b'))).rejects.toMatchObject(error);
    await expect(watched[call](some('a', 'b'))).rejects.toMatchObject(error);
    expect(marks).toEqual([ambiguous]);
  });

  it('goes by the id wherever it stands, and by the place where there is none', async () => {
    const results = [
      { externalId: 'c', code: 'ERROR' },
      { externalId: null, code: 'OK', message: null },
      { externalId: 'a', code: 'NO_ACTIVE_CHANNEL' },
    ];
    const { batch } = batchOver([ok(200, results)]);
    expect(await batch[call](some('a', 'b', 'c'))).toMatchObject([
      { externalId: 'a', outcome: 'rejected', error: { errorType: 'NO_ACTIVE_CHANNEL' } },
      { externalId: 'b', outcome: done },
      { externalId: 'c', outcome: 'rejected', error: { errorType: 'ERROR' } },
    ]);
  });

  it('goes by the place for an id that stands there twice', async () => {
    const results = [
      { externalId: 'a', code: 'OK' },
      { externalId: 'a', code: 'ERROR' },
    ];
    const { batch } = batchOver([ok(200, results)]);
    expect(await batch[call](some('a', 'a'))).toMatchObject([{ outcome: done }, { outcome: 'rejected' }]);
  });

  it('rejects results that leave a contact out', async () => {
    const results = [
      { externalId: 'a', code: 'OK' },
      { externalId: 'B', code: 'OK' },
    ];
    const { batch } = batchOver([ok(200, results)]);
    const error = { kind: 'protocol', endpoint: ENDPOINT, status: 200 };
    await expect(batch[call](some('a', 'b'))).rejects.toMatchObject(error);
  });

  it('says of a refusal what Spotler says, but for what may be a value', async () => {
    const results = [
      { code: 'PROPERTY_INVALID', message: 'Property shoeSize is invalid: email' },
      { code: 'PROPERTY_INVALID', message: 'No' },
      { code: 'a@example.com' },
      { code: '' },
    ];
    const { batch } = batchOver([ok(200, results)]);
    const error = { kind: 'rejected', endpoint: ENDPOINT, status: undefined };
    expect(await batch[call](some('a', 'b', 'c', 'd'))).toMatchObject([
      { error: { ...error, errorType: 'PROPERTY_INVALID', property: 'shoeSize' } },
      { error: { ...error, errorType: 'PROPERTY_INVALID', property: undefined } },
      { error: { ...error, errorType: undefined, property: undefined } },
      { error: { ...error, errorType: undefined, property: undefined } },
    ]);
  });
});

describe('a contact that exists', () => {
  const results = [{ code: 'CONTACT_ALREADY_EXISTS' }];

  it('is left alone by createBatch, and is a refusal of upsertBatch', async () => {
    const { batch } = batchOver([ok(200, results)]);
    expect(await batch.createBatch(some('a'))).toEqual([
      { externalId: 'a', outcome: 'exists', ambiguous: false },
    ]);
    expect(await batch.upsertBatch(some('a'))).toMatchObject([
      { externalId: 'a', outcome: 'rejected', error: { errorType: 'CONTACT_ALREADY_EXISTS' } },
    ]);
  });
});
