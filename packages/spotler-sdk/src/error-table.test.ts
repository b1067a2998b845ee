import { describe, expect, it } from '@jest/globals';
import { aJumpingClock } from './testing/jumping-clock.ts';
import {
  aClient,
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
const once = { retry: { attempts: 1 } };

async function failureOf(answer: Script, options: Parameters<typeof aClient>[0] = once): Promise<unknown> {
  api.on('post', '/contact', answer);
  const properties = { email: 'jan@example.com', postalCode: '9999' };
  return aClient(options)
    .contacts.upsert({ externalId: 'id-1', properties })
    .then(
      () => undefined,
      (error: unknown) => error,
    );
}

const HTML = '<!DOCTYPE html><html><body>Oops</body></html>';
function xml(errorType: string): string {
  return `<ErrorResponse><errorType>${errorType}</errorType><message/></ErrorResponse>`;
}

describe('the kind of an error', () => {
  it.each([
    [401, 'authentication'],
    [403, 'authentication'],
    [400, 'rejected'],
    [409, 'rejected'],
    [413, 'rejected'],
    [417, 'rejected'],
    [422, 'rejected'],
    [408, 'unavailable'],
    [429, 'unavailable'],
    [500, 'unavailable'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [504, 'unavailable'],
    [301, 'protocol'],
    [404, 'protocol'],
    [405, 'protocol'],
    [406, 'protocol'],
    [410, 'protocol'],
    [415, 'protocol'],
    [418, 'protocol'],
  ])('of status %d is %s, whether the body is empty, HTML or of something else', async (status, kind) => {
    for (const answer of [
      empty(status),
      text(HTML, status),
      json({ error: 'x' }, status),
      text('}{', status),
    ]) {
      expect(await failureOf(answer)).toMatchObject({
        kind,
        status,
        errorType: undefined,
        endpoint: 'POST /contact',
      });
    }
  });

  it.each([
    [404, 'AUTH_NOT_FOUND', 'authentication'],
    [400, 'AUTH_NOT_FOUND', 'authentication'],
    [500, 'NOT_AUTHORIZED', 'authentication'],
    [400, 'BACKEND_EXCEPTION', 'unavailable'],
    [200, 'BACKEND_EXCEPTION', 'unavailable'],
    [500, 'INVALID_PROPERTY', 'rejected'],
    [404, 'INVALID_PARAMS', 'rejected'],
    [403, 'CONTACT_OPTOUT', 'rejected'],
    [500, 'CONTACT_ALREADY_EXISTS', 'rejected'],
    [404, 'CONTACT_NOT_FOUND', 'rejected'],
    [400, 'RESOURCE_NOT_FOUND', 'protocol'],
    [503, 'SOMETHING_NEW', 'unavailable'],
    [400, 'SOMETHING_NEW', 'rejected'],
    [201, 'SOMETHING_NEW', 'protocol'],
    [401, 'INVALID_PARAMS', 'authentication'],
    [429, 'INVALID_STATE', 'unavailable'],
  ])('of status %d with %s is %s, in JSON as in XML', async (status, errorType, kind) => {
    const expected = { kind, status, errorType };
    expect(await failureOf(refusal(status, errorType))).toMatchObject(expected);
    expect(await failureOf(text(xml(errorType), status, 'application/xml'))).toMatchObject(
      status < 300 ? { kind: expect.any(String) } : expected,
    );
  });

  it('of a broken connection is unavailable, with a code', async () => {
    expect(await failureOf(cut)).toMatchObject({
      kind: 'unavailable',
      status: undefined,
      code: expect.stringMatching(/^[A-Z_]+$/),
    });
  });

  it('of an answer that never comes is unavailable', async () => {
    const error = await failureOf(silence, { ...once, timeouts: { attemptMs: 20 } });
    expect(error).toMatchObject({ kind: 'unavailable', code: 'ETIMEDOUT' });
  });

  it('of a success with an unreadable body is protocol', async () => {
    expect(await failureOf(text(HTML, 200))).toMatchObject({ kind: 'protocol', status: 200 });
  });

  it('is none at all for a success without a body', async () => {
    for (const status of [200, 201, 204]) expect(await failureOf(empty(status))).toBeUndefined();
  });
});

describe('the property of an error', () => {
  it.each([
    ['Email is invalid', 'email'],
    ["Property 'postalCode' is invalid: 9999", 'postalCode'],
    ['Property birthday is invalid', 'birthday'],
    ['Property street is invalid: email 7', 'street'],
    ['Property is invalid', undefined],
    ['Value email@city.example is invalid', undefined],
    ['Value jan@city is invalid', undefined],
  ])('of %j is %s', async (message, property) => {
    expect(await failureOf(refusal(400, 'INVALID_PROPERTY', message))).toMatchObject({ property });
  });
});

describe('the wait that Spotler asks for', () => {
  const clock = aJumpingClock(Date.UTC(2026, 0, 1));

  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
  ])('is read from Retry-After: %s', async (header, retryAfterMs) => {
    for (const status of [429, 503]) {
      const error = await failureOf(empty(status, { 'retry-after': header }), { ...once, clock });
      expect(error).toMatchObject({ kind: 'unavailable', status, retryAfterMs });
    }
  });
});
