import { describe, expect, it } from '@jest/globals';
import {
  aClient,
  empty,
  json,
  propertiesWith,
  type ReceivedCall,
  refusal,
  type Script,
  scriptedApi,
  silence,
  text,
} from './testing/scripted-api.ts';

const api = scriptedApi();
const LIST = '/contact/properties/list';
const UNKNOWN = refusal(404, 'CONTACT_NOT_FOUND');
const contact = { externalId: 'id-1', properties: { city: 'Delft' } };

/** Lets a question be answered by these scripts, and the control question by its own. */
function answering(method: 'get' | 'put', path: string, control: Script, ...answers: Script[]) {
  const asked = api.on(method, path, ...answers);
  const controls: ReceivedCall[] = [];
  const mayBeControl: Script = async (request) => {
    const id = new URL(request.url).pathname.split('/').at(-1) ?? '';
    if (method === 'get' && id === 'id-1') {
      return (await answers[Math.min(reads++, answers.length - 1)]?.(request)) ?? empty(500)(request);
    }
    controls.push({ method: 'GET', url: new URL(request.url), headers: request.headers, text: '' });
    return control(request);
  };
  let reads = 0;
  api.on('get', '/contact/:id', mayBeControl);
  return { asked, controls };
}

const QUESTIONS = [
  ['anonymize', 'put', '/contact/anonymize/:id', 404, { outcome: 'already-anonymized', status: 404 }],
  ['verify', 'get', '/contact/:id', 410, 'gone'],
  ['get', 'get', '/contact/:id', 404, null],
  ['update', 'put', '/contact/:id', 404, { outcome: 'unknown-contact' }],
] as const;

function ask(question: (typeof QUESTIONS)[number][0]): Promise<unknown> {
  const { contacts } = aClient();
  return question === 'update' ? contacts.update(contact) : contacts[question]('id-1');
}

describe.each(QUESTIONS)('a bare answer to %s', (question, method, path, status, absent) => {
  const endpoint = `${method.toUpperCase()} ${path.replace(':id', '{externalId}')}`;

  it('is absence when the list can be read, nobody is answered so too, and it comes again', async () => {
    const { controls } = answering(method, path, empty(404), empty(status));
    const lists = api.on('get', LIST, propertiesWith(1));
    const result = await ask(question);
    if (typeof absent === 'object' && absent !== null) expect(result).toMatchObject(absent);
    else expect(result).toBe(absent);
    expect([lists.length, controls.length]).toEqual([3, 3]);
    expect(controls[0]?.url.pathname).toMatch(/\/contact\/[0-9a-f-]{36}$/);
  });

  it('is asked about anew in every call', async () => {
    answering(method, path, empty(404), empty(status));
    const lists = api.on('get', LIST, propertiesWith(1));
    await ask(question);
    await ask(question);
    expect(lists).toHaveLength(6);
  });

  it('is no absence when Spotler says in its own form that it knows nobody', async () => {
    answering(method, path, UNKNOWN, empty(status));
    api.on('get', LIST, propertiesWith(1));
    await expect(ask(question)).rejects.toMatchObject({
      kind: 'protocol',
      endpoint,
      status,
      code: 'ERR_ABSENCE_UNPROVEN',
    });
  });

  it('is no absence when anybody at all is found', async () => {
    const { controls } = answering(method, path, json({ externalId: 'id-1' }), empty(status));
    api.on('get', LIST, propertiesWith(1));
    const error = { kind: 'protocol', endpoint, status, code: 'ERR_ABSENCE_UNPROVEN' };
    await expect(ask(question)).rejects.toMatchObject(error);
    expect(controls).toHaveLength(1);
  });

  it.each([
    ['is a page', text('<html>Not Found</html>', 404), 'protocol'],
    ['is bare as well', empty(404), 'protocol'],
    ['is no list', json({}), 'protocol'],
    ['is empty, which no account has', json([]), 'protocol'],
    ['is refused', empty(401), 'authentication'],
  ])('is no absence when the list %s', async (_, list, kind) => {
    const { controls } = answering(method, path, empty(404), empty(status));
    api.on('get', LIST, list);
    await expect(ask(question)).rejects.toMatchObject({ kind, endpoint: 'GET /contact/properties/list' });
    expect(controls).toEqual([]);
  });

  it('is no absence when nobody is answered with a page', async () => {
    answering(method, path, text('<html>Not Found</html>', 404), empty(status));
    api.on('get', LIST, propertiesWith(1));
    await expect(ask(question)).rejects.toMatchObject({ kind: 'protocol', status: 404 });
  });

  it('gives way to what Spotler says when it is asked again', async () => {
    answering(method, path, UNKNOWN, empty(status), UNKNOWN);
    api.on('get', LIST, propertiesWith(1));
    const result = await ask(question);
    if (typeof absent === 'object' && absent !== null) expect(result).toMatchObject(absent);
    else expect(result).toBe(absent);
  });
});

describe('a bare answer', () => {
  it('gives way to the contact that is found when asked again', async () => {
    api.on('get', LIST, propertiesWith(1));
    answering('get', '/contact/:id', empty(404), empty(404), json({ externalId: 'id-1' }));
    expect(await aClient().contacts.verify('id-1')).toBe('present');
  });

  it('gives way to the anonymization that is done when asked again', async () => {
    api.on('get', LIST, propertiesWith(1));
    answering('put', '/contact/anonymize/:id', empty(404), empty(404), empty(410));
    expect(await aClient().contacts.anonymize('id-1')).toMatchObject({ outcome: 'anonymized', status: 410 });
  });

  it('is looked into within the time of the call', async () => {
    api.on('get', LIST, silence);
    api.on('get', '/contact/:id', empty(404));
    const call = aClient({ timeouts: { totalMs: 40 } }).contacts.verify('id-1');
    await expect(call).rejects.toMatchObject({ kind: 'unavailable', code: 'ETIMEDOUT' });
  });
});

describe('a client that has met a missing contact in the form of Spotler', () => {
  it('takes no bare answer for absence any more, and asks again all the same', async () => {
    const { contacts } = aClient();
    const asked = api.on('get', '/contact/:id', UNKNOWN, empty(404));
    const lists = api.on('get', LIST, propertiesWith(1));
    expect(await contacts.verify('id-1')).toBe('gone');
    await expect(contacts.verify('id-1')).rejects.toMatchObject({ code: 'ERR_ABSENCE_UNPROVEN' });
    expect([asked.length, lists.length]).toEqual([3, 0]);
  });

  it('goes on taking that form, and what is found when it asks again', async () => {
    const { contacts } = aClient();
    api.on('get', '/contact/:id', UNKNOWN, empty(404), UNKNOWN, empty(410), json({ externalId: 'id-1' }));
    expect(await contacts.verify('id-1')).toBe('gone');
    expect(await contacts.verify('id-1')).toBe('gone');
    expect(await contacts.verify('id-1')).toBe('present');
  });

  it('differs from one that has found contacts only: that one takes the bare answer with evidence', async () => {
    api.on('get', LIST, propertiesWith(1));
    answering('get', '/contact/:id', empty(404), json({ externalId: 'id-1' }), empty(404));
    const { contacts } = aClient();
    expect(await contacts.verify('id-1')).toBe('present');
    expect(await contacts.verify('id-1')).toBe('gone');
  });

  it('differs from one that has not: that one takes the bare answer with evidence', async () => {
    api.on('get', '/contact/:id', empty(404));
    api.on('get', LIST, propertiesWith(1));
    expect(await aClient().contacts.verify('id-1')).toBe('gone');
  });
});

describe('any other answer', () => {
  it.each([
    ['404 as a page', text('<!DOCTYPE html><html>Not Found</html>', 404)],
    ['404 as JSON of a gateway', json({ message: 'no Route matched' }, 404)],
    ['410 as an empty object', json({}, 410)],
    ['404 with a line break', text('\n', 404, 'text/plain')],
  ])('is never absence, and needs no look: %s', async (_, answer) => {
    for (const [question, method, path] of QUESTIONS) {
      const lists = api.on('get', LIST, propertiesWith(1));
      api.on(method, path, answer);
      await expect(ask(question)).rejects.toMatchObject({ kind: 'protocol' });
      expect(lists).toEqual([]);
    }
  });
});
