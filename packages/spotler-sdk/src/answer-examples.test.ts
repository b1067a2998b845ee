import { describe, expect, it } from '@jest/globals';
import {
  ANSWER_EXAMPLES,
  type AnswerExample,
  type Meaning,
} from './testing/answer-examples/answer-examples.ts';
import { aClient, json, propertiesWith, refusal, type Script, scriptedApi } from './testing/scripted-api.ts';

const api = scriptedApi();
const LIST = '/contact/properties/list';
const EXAMPLES: ReadonlyArray<[string, AnswerExample]> = ANSWER_EXAMPLES.map((example) => [
  example.name,
  example,
]);
const contact = { externalId: 'id-1', properties: { city: 'Delft' } };

/** Errors of each call by meaning, in a world whose Spotler says in its own form that it knows nobody. */
const ERRORS: Partial<Record<Meaning, object>> = {
  bare: { kind: 'protocol', code: 'ERR_ABSENCE_UNPROVEN' },
  foreign: { kind: 'protocol', code: 'ERR_FOREIGN_ANSWER' },
  authentication: { kind: 'authentication' },
  rejected: { kind: 'rejected' },
  unavailable: { kind: 'unavailable' },
  protocol: { kind: 'protocol' },
};

function played({ status, headers, body }: AnswerExample): Script {
  return () => new Response(body === '' ? null : body, { status, headers });
}

/** Answers questions about id-1 with the example, and those about anybody else as Spotler does. */
function read(example: AnswerExample): Script {
  const answer = played(example);
  const unknown = refusal(404, 'CONTACT_NOT_FOUND');
  return (request) => (request.url.endsWith('/id-1') ? answer(request) : unknown(request));
}

async function expectEnding(
  call: Promise<unknown>,
  ends: { readonly [meaning in Meaning]?: unknown },
  meaning: Meaning,
) {
  if (!(meaning in ends)) return expect(call).rejects.toMatchObject(ERRORS[meaning] ?? {});
  const result = await call;
  if (typeof ends[meaning] === 'object' && ends[meaning] !== null)
    expect(result).toMatchObject(ends[meaning]);
  else expect(result).toBe(ends[meaning]);
}

describe.each(EXAMPLES)('the answer %s', (_, example) => {
  const { meaning, status } = example;

  it('is read as what it is when a contact is anonymized', async () => {
    api.on('get', LIST, propertiesWith(1));
    api.on('get', '/contact/:id', read(example));
    api.on('put', '/contact/anonymize/:id', played(example));
    const done = { outcome: 'anonymized', status };
    const absent = { outcome: 'already-anonymized', status };
    const ends = status === 410 ? { done, absent, bare: done } : { done, absent };
    await expectEnding(aClient().contacts.anonymize('id-1'), ends, meaning);
  });

  it('is read as what it is when a contact is read back', async () => {
    api.on('get', LIST, propertiesWith(1));
    api.on('get', '/contact/:id', read(example));
    const call = aClient().contacts.verify('id-1');
    if (meaning === 'done') return expect(call).rejects.toMatchObject({ code: 'ERR_FOREIGN_ANSWER' });
    return expectEnding(call, { absent: 'gone' }, meaning);
  });

  it('is read as what it is when a contact is updated', async () => {
    api.on('get', LIST, propertiesWith(1));
    api.on('get', '/contact/:id', read(example));
    api.on('put', '/contact/:id', played(example));
    const ends = { done: { outcome: 'updated' }, absent: { outcome: 'unknown-contact' } };
    await expectEnding(aClient().contacts.update(contact), ends, meaning);
  });

  it('is read as what it is when a contact is opted out', async () => {
    api.on('get', LIST, propertiesWith(1));
    api.on('get', '/contact/:id', json({ externalId: 'id-1', properties: {} }));
    api.on('put', '/contact/:id', played(example));
    const optedOut = { outcome: 'opted-out' };
    const refused = example.name === 'contact-optout-400' ? { rejected: optedOut } : {};
    const call = aClient({ retry: { minDelayMs: 0 } }).contacts.optOut('id-1');
    if (meaning === 'bare') return expect(call).rejects.toMatchObject({ kind: 'protocol' });
    const ends = { done: optedOut, absent: { outcome: 'unknown-contact' }, ...refused };
    return expectEnding(call, ends, meaning);
  });

  it('is read as what it is when a contact is written', async () => {
    api.on('post', '/contact', played(example));
    const call = aClient().contacts.upsert(contact);
    if (meaning === 'done') return expect(call).resolves.toEqual({ ambiguous: false });
    if (meaning === 'absent') return expect(call).rejects.toMatchObject({ kind: 'rejected' });
    if (meaning === 'bare') return expect(call).rejects.toMatchObject({ kind: 'protocol' });
    return expectEnding(call, {}, meaning);
  });
});
