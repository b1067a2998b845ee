import { describe, expect, it } from '@jest/globals';
import { aClient, cut, empty, json, refusal, scriptedApi, text } from './testing/scripted-api.ts';

const api = scriptedApi();
const PATH = '/contact/anonymize/:id';
const HTML = text('<!DOCTYPE html><html><body>Not Found</body></html>', 404);
const XML =
  '<?xml version="1.0"?><errorResponse><errorType>CONTACT_NOT_FOUND</errorType><message>x</message></errorResponse>';

describe('contacts.anonymize', () => {
  it.each([
    ['410 without a body', empty(410), 410],
    ['204', empty(204), 204],
    ['200 without a body', empty(200), 200],
    ['200 with the contact', json({ externalId: 'id-1' }), 200],
  ])('takes %s for an anonymization, without further questions', async (_, answer, status) => {
    const calls = api.on('put', PATH, answer);
    const result = { outcome: 'anonymized', status, ambiguous: false };
    expect(await aClient().contacts.anonymize('id-1')).toEqual(result);
    expect(calls).toHaveLength(1);
  });

  it.each([
    ['404 as JSON', refusal(404, 'CONTACT_NOT_FOUND'), 404],
    ['404 as XML', text(XML, 404, 'application/xml'), 404],
    ['400 with the same error type', refusal(400, 'CONTACT_NOT_FOUND'), 400],
    ['410 with the same error type', refusal(410, 'CONTACT_NOT_FOUND'), 410],
  ])('takes an unknown contact for already anonymized: %s', async (_, answer, status) => {
    const calls = api.on('put', PATH, answer);
    const result = { outcome: 'already-anonymized', status, ambiguous: false };
    expect(await aClient().contacts.anonymize('id-1')).toEqual(result);
    expect(calls).toHaveLength(1);
  });

  it.each([
    ['a resource that does not exist', refusal(404, 'RESOURCE_NOT_FOUND'), 'protocol'],
    ['a gone resource', refusal(410, 'RESOURCE_NOT_FOUND'), 'protocol'],
    ['a 404 with an error type nobody knows', refusal(404, 'SOMETHING_NEW'), 'protocol'],
    ['a 404 about credentials', refusal(404, 'AUTH_NOT_FOUND'), 'authentication'],
    ['a 403 that mentions the contact', refusal(403, 'CONTACT_NOT_FOUND'), 'authentication'],
    ['a 200 that carries an error', refusal(200, 'INVALID_STATE'), 'rejected'],
    ['a page of a load balancer', HTML, 'protocol'],
    ['a page that says gone', text('<html>Gone</html>', 410), 'protocol'],
    ['XML of something else', text(XML.replaceAll('errorResponse', 'error'), 404), 'protocol'],
    ['JSON of a gateway', json({ message: 'no Route matched' }, 404), 'protocol'],
    ['JSON of a gateway that says gone', json({}, 410), 'protocol'],
    ['a login page', text('<html>login</html>', 200), 'protocol'],
    ['the state of something else', json({ status: 'ok' }), 'protocol'],
    ['another contact', json({ externalId: 'id-2' }), 'protocol'],
    ['a redirect', empty(302, { location: 'https://elsewhere.example/' }), 'protocol'],
    ['a 202, which promises and does not do', empty(202), 'protocol'],
    ['a mandatory property', refusal(400, 'INVALID_PROPERTY', 'Property is invalid'), 'rejected'],
  ])('never takes %s for an erasure', async (_, answer, kind) => {
    api.on('put', PATH, answer);
    await expect(aClient().contacts.anonymize('id-1')).rejects.toMatchObject({ name: 'SpotlerError', kind });
  });

  it('takes 404 for a success after a first try whose answer was lost', async () => {
    const calls = api.on('put', PATH, cut, refusal(404, 'CONTACT_NOT_FOUND'));
    const result = { outcome: 'already-anonymized', status: 404, ambiguous: true };
    expect(await aClient().contacts.anonymize('id-1')).toEqual(result);
    expect(calls).toHaveLength(2);
  });

  it('still refuses a wrong path after a first try whose answer was lost', async () => {
    api.on('put', PATH, cut, refusal(404, 'RESOURCE_NOT_FOUND'));
    await expect(aClient().contacts.anonymize('id-1')).rejects.toMatchObject({ kind: 'protocol' });
  });

  it('sends no body, and the id as one strictly encoded path segment', async () => {
    const calls = api.on('put', PATH, empty(204));
    await aClient().contacts.anonymize("jan+x@example.com/a b!'()*é%");
    expect(calls[0]?.url.pathname).toBe(
      '/integrationservice/contact/anonymize/jan%2Bx%40example.com%2Fa%20b%21%27%28%29%2A%C3%A9%25',
    );
    expect(calls[0]?.text).toBe('');
  });

  it.each(['', '.', '..', '\uD800'])(
    'refuses the id %j, which would become another path, without asking',
    async (id) => {
      const error = { kind: 'rejected', property: 'externalId', status: undefined };
      await expect(aClient().contacts.anonymize(id)).rejects.toMatchObject(error);
      await expect(aClient().contacts.upsert({ externalId: id, properties: {} })).rejects.toMatchObject(
        error,
      );
    },
  );
});

describe('contacts.verify', () => {
  it.each([
    ['404 for the contact', refusal(404, 'CONTACT_NOT_FOUND')],
    ['400 for the contact', refusal(400, 'CONTACT_NOT_FOUND')],
    ['410 for the contact', refusal(410, 'CONTACT_NOT_FOUND')],
  ])('says gone after %s', async (_, answer) => {
    api.on('get', '/contact/:id', answer);
    expect(await aClient().contacts.verify('id-1')).toBe('gone');
  });

  it('says present when the contact can be read, even without any property', async () => {
    api.on('get', '/contact/:id', json({ externalId: 'id-1', properties: null }));
    expect(await aClient().contacts.verify('id-1')).toBe('present');
  });

  it('takes a GUID in upper case for the same, and no other id', async () => {
    const id = '6d81597f-0f9f-e711-8122-000d3aa2331c';
    api.on('get', '/contact/:id', json({ externalId: id }), json({ externalId: 'ab' }));
    const { contacts } = aClient();
    expect(await contacts.verify(id.toUpperCase())).toBe('present');
    await expect(contacts.verify('AB')).rejects.toMatchObject({ code: 'ERR_FOREIGN_ANSWER' });
  });

  it.each([
    ['a wrong path', refusal(404, 'RESOURCE_NOT_FOUND')],
    ['a page of a load balancer', HTML],
    ['another contact', json({ externalId: 'id-2' })],
    ['a contact without an id', json({ encryptedId: 'x' })],
    ['a contact that is only half there', json({ externalId: 'id-1' }, 206)],
    ['an answer that is no contact', json({ hello: 'world' })],
    ['a login page', text('<html>login</html>', 200)],
    ['nothing', empty(200)],
  ])('says neither after %s', async (_, answer) => {
    api.on('get', '/contact/:id', answer);
    await expect(aClient().contacts.verify('id-1')).rejects.toMatchObject({ kind: 'protocol' });
    await expect(aClient().contacts.get('id-1')).rejects.toMatchObject({ kind: 'protocol' });
  });
});
