import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { RequestError } from 'got';
import {
  aClient,
  BASE_URL,
  collect,
  cut,
  empty,
  json,
  refusal,
  type Script,
  scriptedApi,
  silence,
  text,
} from './testing/scripted-api.ts';

const api = scriptedApi();
const CANARY = 'canary7f3a';
const ADDRESS = `${CANARY}@example.com`;
const options = {
  consumerKey: `${CANARY}-key`,
  consumerSecret: `${CANARY}-secret`,
  nonce: () => `${CANARY}-nonce`,
  retry: { attempts: 2, minDelayMs: 1 },
  timeouts: { attemptMs: 50 },
};

const echo = JSON.stringify({
  id: ADDRESS,
  message: `Property ${ADDRESS} is invalid`,
  errorType: `x ${ADDRESS}`,
});
const xml = `<errorResponse><errorType>${ADDRESS}</errorType><message>${ADDRESS}</message></errorResponse>`;
const FAILURES: ReadonlyArray<[string, Script]> = [
  ['an error that quotes the address', refusal(400, 'INVALID_PROPERTY', `Email ${ADDRESS} is invalid`)],
  ['an error type that quotes it', text(echo, 400, 'application/json')],
  ['an HTML page that quotes it', text(`<html>${ADDRESS}</html>`, 500)],
  ['XML that quotes it', text(xml, 400)],
  ['an unreadable success', text(`<html>${ADDRESS}</html>`, 200)],
  ['JSON of another shape', json({ [ADDRESS]: ADDRESS })],
  ['a refused signature', refusal(401, 'NOT_AUTHORIZED', ADDRESS)],
  ['a redirect', empty(302, { location: `${BASE_URL}/${CANARY}` })],
  ['a wait', empty(429, { 'retry-after': CANARY })],
  ['a cut connection', cut],
  ['silence', silence],
];

/** Everything a logger could make of an error. */
function everythingIn(error: unknown): string {
  const fields = error instanceof Error ? [error.message, error.stack, error.name, String(error.cause)] : [];
  const shown = [
    inspect(error, { depth: 20, showHidden: true, getters: true }),
    JSON.stringify(error),
    String(error),
  ];
  return [...fields, ...shown].join('\n');
}

function callsOf(client: ReturnType<typeof aClient>): Array<() => Promise<unknown>> {
  const { contacts } = client;
  const contact = { externalId: ADDRESS, properties: { email: ADDRESS, firstName: CANARY } };
  const range = { from: new Date(0), to: new Date() };
  return [
    () => contacts.anonymize(ADDRESS),
    () => contacts.get(ADDRESS),
    () => contacts.verify(ADDRESS),
    () => contacts.upsert(contact),
    () => contacts.update(contact),
    () => contacts.upsertBatch([contact]),
    () => contacts.optOut(ADDRESS),
    () => contacts.upsertOptedOut(contact),
    () => collect(contacts.search({ property: 'email', value: ADDRESS })),
    () => collect(contacts.updates(range)),
    () => collect(contacts.bounces(range)),
  ];
}

describe('personal data and secrets', () => {
  it.each(FAILURES)('are in no error and no hook after %s', async (_, answer) => {
    for (const method of ['get', 'put', 'post'] as const) api.on(method, '/*', answer);
    const seen: unknown[] = [];
    const record = (event: unknown): void => void seen.push(event);
    const client = aClient({ ...options, hooks: { onAttempt: record, onRetry: record, onPause: record } });
    const outcomes = await Promise.allSettled(callsOf(client).map((call) => call()));
    const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(errors.length).toBeGreaterThan(0);
    for (const error of errors) {
      expect(error).toMatchObject({ name: 'SpotlerError' });
      expect(error).not.toBeInstanceOf(RequestError);
      expect(error.cause).toBeUndefined();
      expect(everythingIn(error)).not.toContain(CANARY);
    }
    expect(seen.length).toBeGreaterThan(0);
    expect(inspect(seen, { depth: 20 })).not.toContain(CANARY);
  });

  it('are not in the errors of single contacts of a batch', async () => {
    api.on(
      'post',
      '/contact/list',
      json([{ externalId: ADDRESS, code: 'PROPERTY_INVALID', message: `Email ${ADDRESS}` }]),
    );
    const contact = { externalId: ADDRESS, properties: { email: ADDRESS } };
    const [result] = await aClient(options).contacts.upsertBatch([contact]);
    expect(result).toMatchObject({ outcome: 'rejected', error: { property: 'email' } });
    const error = result?.outcome === 'rejected' ? result.error : undefined;
    expect(everythingIn(error)).not.toContain(CANARY);
  });

  it('are in the TypeErrors about options neither', () => {
    for (const wrong of [
      { baseUrl: `ftp://${CANARY}` },
      { baseUrl: `https://${CANARY}:${CANARY}@x.example/` },
      { baseUrl: `https://x.example/?${CANARY}` },
    ]) {
      expect(() => aClient(wrong)).toThrow(TypeError);
      try {
        aClient(wrong);
      } catch (error) {
        expect(everythingIn(error)).not.toContain(CANARY);
      }
    }
  });

  it('would be found by this test in what got itself throws', async () => {
    const { default: got } = await import('got');
    api.on('get', '/*', cut);
    const error = await got(`${BASE_URL}/${ADDRESS}`, { retry: { limit: 0 } }).catch(
      (reason: unknown) => reason,
    );
    expect(everythingIn(error)).toContain(CANARY);
  });
});
