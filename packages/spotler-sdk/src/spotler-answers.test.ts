import { describe, expect, it } from '@jest/globals';
import { type Meaning, SPOTLER_ANSWERS, type SpotlerAnswer } from './testing/answers/spotler-answers.ts';
import { aClient, json, propertiesWith, refusal, type Script, scriptedApi } from './testing/scripted-api.ts';

const api = scriptedApi();
const LIST = '/contact/properties/list';
const EXAMPLES: ReadonlyArray<[string, SpotlerAnswer]> = SPOTLER_ANSWERS.map((example) => [
  example.name,
  example,
]);
const contact = { externalId: 'id-1', properties: { city: 'Delft' } };

/** Errors of each call by means, in a world whose Spotler says in its own form that it knows nobody. */
const ERRORS: Partial<Record<Meaning, object>> = {
  bare: { kind: 'protocol', code: 'ERR_ABSENCE_UNPROVEN' },
  foreign: { kind: 'protocol', code: 'ERR_FOREIGN_ANSWER' },
  authentication: { kind: 'authentication' },
  rejected: { kind: 'rejected' },
  unavailable: { kind: 'unavailable' },
  protocol: { kind: 'protocol' },
};

function played({ status, headers, body }: SpotlerAnswer): Script {
  return () => new Response(body === '' ? null : body, { status, headers });
}

/** Answers questions about id-1 with the example, and those about anybody else as Spotler does. */
function read(example: SpotlerAnswer): Script {
  const answer = played(example);
  const unknown = refusal(404, 'CONTACT_NOT_FOUND');
  return (request) => (request.url.endsWith('/id-1') ? answer(request) : unknown(request));
}

async function expectEnding(
  call: Promise<unknown>,
  ends: { readonly [means in Meaning]?: unknown },
  means: Meaning,
) {
  if (!(means in ends)) return expect(call).rejects.toMatchObject(ERRORS[means] ?? {});
  const result = await call;
  if (typeof ends[means] === 'object' && ends[means] !== null) expect(result).toMatchObject(ends[means]);
  else expect(result).toBe(ends[means]);
}

describe.each(EXAMPLES)('the answer %s', (_, example) => {
  const { means, status } = example;

  it('is read as what it is when a contact is anonymized', async () => {
    api.on('get', LIST, propertiesWith(1));
    api.on('get', '/contact/:id', read(example));
    api.on('put', '/contact/anonymize/:id', played(example));
    const done = { outcome: 'anonymized', status };
    const absent = { outcome: 'already-anonymized', status };
    const ends = status === 410 ? { done, absent, bare: done } : { done, absent };
    await expectEnding(aClient().contacts.anonymize('id-1'), ends, means);
  });

  it('is read as what it is when a contact is read back', async () => {
    api.on('get', LIST, propertiesWith(1));
    api.on('get', '/contact/:id', read(example));
    const call = aClient().contacts.verify('id-1');
    if (means === 'done') return expect(call).rejects.toMatchObject({ code: 'ERR_FOREIGN_ANSWER' });
    return expectEnding(call, { absent: 'gone' }, means);
  });

  it('is read as what it is when a contact is updated', async () => {
    api.on('get', LIST, propertiesWith(1));
    api.on('get', '/contact/:id', read(example));
    api.on('put', '/contact/:id', played(example));
    const ends = { done: { outcome: 'updated' }, absent: { outcome: 'unknown-contact' } };
    await expectEnding(aClient().contacts.update(contact), ends, means);
  });

  it('is read as what it is when a contact is opted out', async () => {
    api.on('get', LIST, propertiesWith(1));
    api.on('get', '/contact/:id', json({ externalId: 'id-1', properties: {} }));
    api.on('put', '/contact/:id', played(example));
    const optedOut = { outcome: 'opted-out' };
    const refused = example.name === 'contact-optout-400' ? { rejected: optedOut } : {};
    const call = aClient({ retry: { minDelayMs: 0 } }).contacts.optOut('id-1');
    if (means === 'bare') return expect(call).rejects.toMatchObject({ kind: 'protocol' });
    const ends = { done: optedOut, absent: { outcome: 'unknown-contact' }, ...refused };
    return expectEnding(call, ends, means);
  });

  it('is read as what it is when a contact is written', async () => {
    api.on('post', '/contact', played(example));
    const call = aClient().contacts.upsert(contact);
    if (means === 'done') return expect(call).resolves.toEqual({ ambiguous: false });
    if (means === 'absent') return expect(call).rejects.toMatchObject({ kind: 'rejected' });
    if (means === 'bare') return expect(call).rejects.toMatchObject({ kind: 'protocol' });
    return expectEnding(call, {}, means);
  });
});
