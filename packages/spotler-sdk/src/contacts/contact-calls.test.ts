import { describe, expect, it } from '@jest/globals';
import { answering, bare, ok, refused, unknown } from '../testing/answering-connection.ts';
import { createContactCalls } from './contact-calls.ts';

const READ = 'GET /contact/{externalId}';
const UPDATE = 'PUT /contact/{externalId}';
const CREATE = 'POST /contact';
const ANONYMIZE = 'PUT /contact/anonymize/{externalId}';
const ID = 'Łódź/ż+ß@例え.example';
const contact = { externalId: ID, properties: { lastName: 'Żółć', shoeSize: 42 } };
const SHOWN = { externalId: ID, properties: {} };

/** The calls over a connection that answers so, without anything that asks for evidence. */
function callsOver(outcomes: Parameters<typeof answering>[0]) {
  const world = answering(outcomes);
  return { ...world, calls: createContactCalls(world.connection, ({ ask }) => ask()) };
}

function written(update: boolean): object {
  return { update, purge: false, contact };
}

describe('a contact that is read', () => {
  it('is what Spotler shows, asked for by its id as it stands', async () => {
    const { calls, scope, requests } = callsOver({ [READ]: [ok(200, SHOWN)] });
    expect(await calls.read(ID, scope)).toEqual(SHOWN);
    expect(requests).toEqual([{ endpoint: READ, externalId: ID }]);
  });

  it.each([unknown(400), unknown(404), bare(404), bare(410)])(
    'is null when there is none (%j)',
    async (none) => {
      const { calls, scope } = callsOver({ [READ]: [none] });
      expect(await calls.read(ID, scope)).toBeNull();
    },
  );

  it.each([
    [200, undefined],
    [200, { externalId: ID.toLowerCase() }],
    [200, { externalId: `${ID} ` }],
    [200, { encryptedId: 'x' }],
    [200, [SHOWN]],
    [201, SHOWN],
    [206, SHOWN],
    [204, undefined],
  ])('is an error after %d with %j', async (status, json) => {
    const { calls, scope } = callsOver({ [READ]: [ok(status, json)] });
    const foreign = {
      kind: 'protocol',
      endpoint: READ,
      status,
      code: 'ERR_FOREIGN_ANSWER',
      ambiguous: false,
    };
    await expect(calls.read(ID, scope)).rejects.toMatchObject(foreign);
    expect(scope.isAmbiguous()).toBe(false);
  });
});

const WRITES = [
  ['anonymize', ANONYMIZE, [200, 204], undefined, { endpoint: ANONYMIZE, externalId: ID }],
  ['update', UPDATE, [200, 204], true, undefined],
  ['upsert', CREATE, [200, 201, 204], true, undefined],
  ['create', CREATE, [200, 201, 204], false, undefined],
] as const;

describe.each(WRITES)('%s', (name, endpoint, statuses, update, request) => {
  function called(...outcomes: Parameters<typeof answering>[0][typeof endpoint] & object) {
    const world = callsOver({ [endpoint]: outcomes });
    const result =
      name === 'anonymize' ? world.calls[name](ID, world.scope) : world.calls[name](contact, world.scope);
    return { ...world, result };
  }

  it.each(
    statuses.flatMap(
      (status) =>
        [
          [status, undefined],
          [status, SHOWN],
        ] as const,
    ),
  )('is done after %d with %j', async (status, json) => {
    const { result, requests, scope } = called(ok(status, json));
    const ends = { upsert: undefined, create: { created: true } };
    expect(await result).toEqual(name in ends ? ends[name as 'upsert'] : { kind: 'found', value: status });
    const properties = ['lastName', 'shoeSize'];
    const sent = { endpoint, externalId: ID, json: written(update ?? false), properties };
    expect(requests).toEqual([request ?? sent]);
    expect(scope.isAmbiguous()).toBe(false);
  });

  it.each<[number, unknown]>([
    ...[201, 202, 203, 205, 206]
      .filter((status) => !statuses.some((each) => each === status))
      .map((status): [number, unknown] => [status, undefined]),
    [200, { externalId: 'somebody else' }],
    [204, { externalId: `${ID} ` }],
    [200, { encryptedId: 'x' }],
    [200, []],
    [200, null],
  ])('may be done or not after %j with %j', async (status, json) => {
    const { result, scope } = called(ok(status, json));
    const foreign = { kind: 'protocol', endpoint, status, code: 'ERR_FOREIGN_ANSWER' };
    await expect(result).rejects.toMatchObject(foreign);
    expect(scope.isAmbiguous()).toBe(true);
  });

  it.each([unknown(), unknown(410), bare(404), bare(410)])(
    'says what became of it after %j',
    async (none) => {
      const { result } = called(none);
      const { status, errorType } = none;
      if (endpoint === CREATE) {
        const kind = errorType === undefined ? 'protocol' : 'rejected';
        await expect(result).rejects.toMatchObject({ kind, endpoint, status, errorType, code: undefined });
      } else if (endpoint === ANONYMIZE && status === 410 && errorType === undefined) {
        expect(await result).toEqual({ kind: 'found', value: 410 });
      } else {
        expect(await result).toEqual(none);
      }
    },
  );

  it('hands a refusal on', async () => {
    const error = refused('INVALID_PROPERTY', 'lastName');
    await expect(called(error).result).rejects.toBe(error);
  });
});

describe('a contact that turns out to exist when it is created', () => {
  const EXISTS = refused('CONTACT_ALREADY_EXISTS');

  it('is updated', async () => {
    const { calls, scope, sentTo } = callsOver({ [CREATE]: [EXISTS], [UPDATE]: [ok(204)] });
    expect(await calls.create(contact, scope)).toEqual({ created: false });
    expect([sentTo(CREATE), sentTo(UPDATE)]).toEqual([[written(false)], [written(true)]]);
  });

  it('may be of this call when one of its tries was not answered', async () => {
    const { calls, scope } = callsOver({ [CREATE]: [EXISTS], [UPDATE]: [ok(204)] });
    scope.markAmbiguous();
    expect(await calls.create(contact, scope)).toEqual({ created: true });
  });

  it('is written anew when it is gone by then', async () => {
    const { calls, scope, sentTo } = callsOver({ [CREATE]: [EXISTS, ok(204)], [UPDATE]: [unknown()] });
    expect(await calls.create(contact, scope)).toEqual({ created: true });
    expect(sentTo(CREATE)).toEqual([written(false), written(true)]);
  });

  it('is known by an error of Spotler alone, not by what the caller aborts with', async () => {
    const reason = Object.assign(new Error('Enough'), { errorType: 'CONTACT_ALREADY_EXISTS' });
    const { calls, scope, endpoints } = callsOver({ [CREATE]: [reason] });
    await expect(calls.create(contact, scope)).rejects.toBe(reason);
    expect(endpoints()).toEqual([CREATE]);
  });
});
