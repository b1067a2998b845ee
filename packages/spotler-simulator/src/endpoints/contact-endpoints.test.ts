import { describe, expect, it } from '@jest/globals';
import { type SpotlerSimulator, startSpotlerSimulator } from '../simulator.ts';
import { aContact } from '../testing/a-pair.ts';
import { type Call, send, sign } from '../testing/signed-call.ts';

type Answer = Awaited<ReturnType<typeof send>>;

/** Sends a signed call to a fresh simulator that knows contact id-1. */
async function answerTo(call: Call, look: (simulator: SpotlerSimulator) => void = () => {}): Promise<Answer> {
  const simulator = await startSpotlerSimulator();
  try {
    simulator.seed([aContact()]);
    const answer = await send(sign(simulator, call), call);
    look(simulator);
    return answer;
  } finally {
    await simulator.close();
  }
}

function post(json: unknown): Call {
  return { method: 'POST', path: '/contact', json };
}
function batch(json: unknown): Call {
  return { method: 'POST', path: '/contact/list', json };
}
function many(count: number): object[] {
  return Array.from({ length: count }, (_, id) => ({ externalId: `id-${id}` }));
}

describe('POST /contact', () => {
  it('refuses a contact that exists, unless it may update', async () => {
    const contact = aContact();
    expect(await answerTo(post({ contact }))).toMatchObject({
      status: 400,
      errorType: 'CONTACT_ALREADY_EXISTS',
    });
    expect(await answerTo(post({ update: true, contact }))).toMatchObject({ status: 204, body: '' });
  });

  it('purges the other properties only when it is told to', async () => {
    const contact = { externalId: 'id-1', properties: { firstName: 'Jo' } };
    await answerTo(post({ update: true, contact }), (simulator) =>
      expect(simulator.contact('id-1')?.properties).toMatchObject({
        firstName: 'Jo',
        email: 'jan@example.com',
      }),
    );
    await answerTo(post({ update: true, purge: true, contact }), (simulator) =>
      expect(simulator.contact('id-1')?.properties).toEqual({ firstName: 'Jo' }),
    );
  });

  it.each([
    ['no contact', {}, 'INVALID_PARAMS'],
    ['no id', { contact: { properties: {} } }, 'INVALID_PARAMS'],
    ['an empty id', { contact: { externalId: '' } }, 'INVALID_PARAMS'],
    ['properties that are none', { contact: { externalId: 'a', properties: 7 } }, 'INVALID_PARAMS'],
    ['a wrong address', { contact: { externalId: 'a', properties: { email: 'x' } } }, 'INVALID_PROPERTY'],
  ])('refuses %s', async (_, json, errorType) => {
    expect(await answerTo(post(json))).toMatchObject({ status: 400, errorType });
  });

  it('takes a trailing slash, as the clients in production send it', async () => {
    const call: Call = { method: 'POST', path: '/contact/', json: { contact: aContact('new') } };
    expect(await answerTo(call)).toMatchObject({ status: 204 });
  });
});

describe('PUT /contact/{externalId}', () => {
  it('changes a contact that exists and creates none', async () => {
    const json = { contact: { properties: { firstName: 'Jo' } } };
    expect(await answerTo({ method: 'PUT', path: '/contact/id-1', json })).toMatchObject({ status: 204 });
    const unknown = await answerTo({ method: 'PUT', path: '/contact/id-2', json }, (simulator) =>
      expect(simulator.state('id-2')).toBe('unknown'),
    );
    expect(unknown).toMatchObject({ status: 404, errorType: 'CONTACT_NOT_FOUND' });
  });
});

describe('POST /contact/list', () => {
  it('answers for each contact, and writes the good ones', async () => {
    const contacts = [
      { externalId: 'a', properties: { email: 'a@example.com' } },
      { externalId: 'b', properties: { email: 'no' } },
      { externalId: 'id-1', properties: {} },
    ];
    const { status, body } = await answerTo(batch({ contacts }), (simulator) =>
      expect(simulator.contacts().map(({ externalId }) => externalId)).toEqual(['id-1', 'a']),
    );
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject([
      { externalId: 'a', code: 'OK' },
      { externalId: 'b', code: 'PROPERTY_INVALID' },
      { externalId: 'id-1', code: 'CONTACT_ALREADY_EXISTS' },
    ]);
  });

  it('takes a hundred contacts and refuses more', async () => {
    expect(await answerTo(batch({ contacts: many(100) }))).toMatchObject({ status: 200 });
    expect(await answerTo(batch({ contacts: many(101) }))).toMatchObject({ status: 400 });
  });

  it('refuses the whole batch when one contact has no id, or there is none', async () => {
    const contacts = [...many(1), { properties: {} }];
    const refused = await answerTo(batch({ contacts }), (simulator) =>
      expect(simulator.contacts()).toHaveLength(1),
    );
    expect(refused).toMatchObject({ status: 400, errorType: 'INVALID_PARAMS' });
    expect(await answerTo(batch({}))).toMatchObject({ status: 400 });
  });
});

describe('a path that is none of the API', () => {
  it.each(['/contact/anonymize', '/contact', '/contacts/id-1', '/contact/id-1/more', '', '/'])(
    'is a resource that does not exist: %j',
    async (path) => {
      const method = path === '/contact/anonymize' ? 'POST' : 'GET';
      expect(await answerTo({ method, path })).toMatchObject({
        status: 404,
        errorType: 'RESOURCE_NOT_FOUND',
      });
    },
  );

  it('is that before its signature is looked at', async () => {
    const simulator = await startSpotlerSimulator();
    const url = `${simulator.url}/elsewhere/contact/id-1`;
    const answer = await send({ method: 'GET', url, authorization: '' }, { method: 'GET' });
    await simulator.close();
    expect(answer).toMatchObject({ status: 404, errorType: 'RESOURCE_NOT_FOUND' });
    expect(simulator.requests()).toMatchObject([{ endpoint: undefined, status: 404 }]);
  });
});
