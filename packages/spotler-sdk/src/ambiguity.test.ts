import { describe, expect, it } from '@jest/globals';
import {
  aClient,
  cut,
  empty,
  json,
  refusal,
  type Script,
  scriptedApi,
  text,
} from './testing/scripted-api.ts';

const api = scriptedApi();
const contact = { externalId: 'id-1', properties: { city: 'Delft' } };
const once = { retry: { attempts: 1 } };

describe('a write', () => {
  it.each<[string, Script, boolean]>([
    ['whose connection breaks', cut, true],
    ['that something in between gave up', text('<html>Gateway Timeout</html>', 504), true],
    ['that an empty 503 answers', empty(503), true],
    ['that a page answers with success', text('<html>Log in</html>', 200), true],
    ['that is only accepted', empty(202), true],
    ['that Spotler cannot do now', refusal(500, 'BACKEND_EXCEPTION'), false],
    ['that Spotler refuses', refusal(400, 'INVALID_PROPERTY'), false],
    ['that is sent too fast', empty(429), false],
    ['without the right key', empty(401), false],
    ['to a path that is not there', text('<html>Not Found</html>', 404), false],
  ])('%s is ambiguous: %s, %s', async (_, answer, ambiguous) => {
    for (const method of ['post', 'put'] as const) api.on(method, '/*', answer);
    const { contacts } = aClient(once);
    const calls = [
      () => contacts.upsert(contact),
      () => contacts.anonymize('id-1'),
      () => contacts.update(contact),
    ];
    for (const call of calls) {
      await expect(call()).rejects.toMatchObject({ name: 'SpotlerError', ambiguous });
    }
  });

  it('stays ambiguous when a later try is answered, in its result as in its error', async () => {
    api.on('post', '/contact', cut, empty(204), cut, refusal(400, 'INVALID_PROPERTY'));
    const { contacts } = aClient();
    expect(await contacts.upsert(contact)).toEqual({ ambiguous: true });
    await expect(contacts.upsert(contact)).rejects.toMatchObject({ kind: 'rejected', ambiguous: true });
  });

  it('is not ambiguous in the next call', async () => {
    api.on('put', '/contact/anonymize/:id', cut, empty(410), empty(410));
    const { contacts } = aClient();
    expect(await contacts.anonymize('id-1')).toMatchObject({ ambiguous: true });
    expect(await contacts.anonymize('id-1')).toMatchObject({ ambiguous: false });
  });
});

describe('a read', () => {
  it('is never ambiguous', async () => {
    api.on('get', '/contact/:id', cut, json({ externalId: 'id-1' }));
    await expect(aClient(once).contacts.get('id-1')).rejects.toMatchObject({ ambiguous: false });
  });
});
