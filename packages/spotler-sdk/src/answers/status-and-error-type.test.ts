import { describe, expect, it } from '@jest/globals';
import { type Answer, classifyAnswer, isBare, jsonIn } from './classify-answer.ts';

function json(errorType: string): string {
  return JSON.stringify({ errorType, message: 'CONTACT_NOT_FOUND' });
}

/** The ErrorType list of the vendor's API description of 2022, but for the one about unknown contacts. */
const KINDS = {
  authentication: ['AUTH_NOT_FOUND', 'NOT_AUTHORIZED'],
  unavailable: ['BACKEND_EXCEPTION'],
  protocol: ['RESOURCE_NOT_FOUND'],
  rejected: [
    ...['INVALID_PARAMS', 'INVALID_STATE', 'INVALID_PROPERTY', 'NAME_ALREADY_IN_USE', 'ID_NOTUNIQUE'],
    ...['CONTACT_OPTOUT', 'CONTACT_ALREADY_EXISTS', 'FORM_NOT_FOUND', 'PRODUCT_NOTFOUND', 'TRIGGER_NOTFOUND'],
    ...['CAMPAIGN_NOTFOUND', 'ORDER_NOTFOUND', 'MAILING_NOTFOUND', 'INVALID_MAILING', 'FORMRESULT_NOT_FOUND'],
  ],
};
const TYPES = Object.entries(KINDS).flatMap(([kind, types]) => types.map((type) => [type, kind] as const));

function answerTo(status: number, body: string): Answer {
  return classifyAnswer({ status, body, retryAfter: undefined });
}

describe('the error type of an answer', () => {
  it.each(TYPES)('beats the status, with the message for whoever searches it: %s', (errorType, failure) => {
    for (const status of [200, 302, 400, 403, 404, 500]) {
      const expected = { kind: 'failure', failure, status, errorType, message: 'CONTACT_NOT_FOUND' };
      expect(answerTo(status, json(errorType))).toEqual(expected);
    }
  });

  it('does not beat a status about whoever asks', () => {
    for (const errorType of ['INVALID_STATE', 'CONTACT_NOT_FOUND', 'BACKEND_EXCEPTION', 'NEW']) {
      const message = 'CONTACT_NOT_FOUND';
      const expected = { kind: 'failure', errorType, message };
      const body = json(errorType);
      expect(answerTo(401, body)).toEqual({ ...expected, status: 401, failure: 'authentication' });
      expect(answerTo(429, body)).toEqual({ ...expected, status: 429, failure: 'unavailable' });
    }
  });

  it('is absence with three statuses, and with a message of any length only', () => {
    const body = '{"errorType":"CONTACT_NOT_FOUND","message":""}';
    for (const status of [400, 404, 410]) {
      const absent = { kind: 'absent', status, evidence: 'typed', errorType: 'CONTACT_NOT_FOUND' };
      expect(answerTo(status, body)).toEqual(absent);
      expect(answerTo(status, body.replace(',"message":""', ''))).toMatchObject({ kind: 'failure', status });
    }
    for (const status of [200, 204, 302, 401, 403, 405, 409, 411, 422, 429, 500]) {
      expect(answerTo(status, body)).toMatchObject({ kind: 'failure', status, message: '' });
    }
  });
});

describe('the status of an answer without an error type', () => {
  it.each([
    [199, 'protocol'],
    ...[300, 302, 402, 404, 405, 406, 407, 410, 411, 415, 418, 424, 426, 499].map(
      (status) => [status, 'protocol'] as const,
    ),
    ...[401, 403].map((status) => [status, 'authentication'] as const),
    ...[400, 409, 413, 417, 422].map((status) => [status, 'rejected'] as const),
    ...[408, 425, 429, 500, 502, 503, 504, 599].map((status) => [status, 'unavailable'] as const),
  ])('%d is %s', (status, failure) => {
    const expected = { kind: 'failure', failure, status, errorType: undefined };
    expect(answerTo(status, '{}')).toEqual({ ...expected, message: '' });
    expect(answerTo(status, '{"message":"No"}')).toEqual({ ...expected, message: 'No' });
  });

  it.each([200, 201, 204, 299])('%d is a success with the JSON that came, or without a body', (status) => {
    expect(answerTo(status, '[{"a":1}]')).toEqual({ kind: 'ok', status, json: [{ a: 1 }] });
    expect(answerTo(status, '')).toEqual({ kind: 'ok', status, json: undefined });
    for (const body of [' ', 'OK', '<ok/>', '<ok>errorType</ok>', '{"errorType":']) {
      const foreign = { kind: 'failure', failure: 'protocol', status, errorType: undefined, message: '' };
      expect(answerTo(status, body)).toEqual(foreign);
    }
  });

  it.each([404, 410])('%d is absence that needs evidence, when there is no body at all', (status) => {
    expect(answerTo(status, '')).toEqual({
      kind: 'absent',
      status,
      evidence: 'status-only',
      errorType: undefined,
    });
    for (const body of [' ', '{}', 'Gone']) expect(answerTo(status, body)).toMatchObject({ kind: 'failure' });
  });
});

describe('an answer', () => {
  it('is bare absence when its evidence is the status, and in no other case', () => {
    const bodies = ['', json('CONTACT_NOT_FOUND'), '{}'];
    const found = [200, 404, 410].map((status) =>
      bodies.map((body) => isBare({ ...answerTo(status, body) })),
    );
    expect(found).toEqual([[false, false, false], ...[404, 410].map(() => [true, false, false])]);
  });

  it('has JSON to rely on when it has all of it', () => {
    expect([200, 201, 206].map((status) => jsonIn({ status, json: 'x' }))).toEqual([
      'x',
      undefined,
      undefined,
    ]);
    expect(jsonIn({ status: 200 })).toBeUndefined();
  });
});
