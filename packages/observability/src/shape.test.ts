import { describe, expect, it } from '@jest/globals';
import { FIELD_SHAPES } from './field-shapes.ts';

const GUID = '6f1ed002-ab5c-4f3c-9e1f-0a1b2c3d4e5f';

describe('fields that are printed', () => {
  it.each([
    ['table', 'contact'],
    ['table', 'dh_spotlerjob'],
    ['recordId', GUID],
    ['messageName', 'BulkDelete'],
    ['action', 'sync-opted-out'],
    ['causes', ['do-not-email', 'inactive']],
    ['causes', []],
    ['policyVersion', '1'],
    ['policyVersion', '1.2'],
    ['spotlerStatus', 410],
    ['settlement', 'dead-letter'],
    ['reason', 'MalformedMessage'],
    ['reason', 'lock-lost'],
    ['errorType', 'INVALID_PROPERTY'],
    ['errorType', '0x80040217'],
    ['property', 'freeField1'],
    ['queueDelayMs', 0],
    ['sequenceNumber', '72057594037927937'],
    ['port', 0],
    ['version', '0.1.0'],
    ['signal', 'SIGTERM'],
    ['entity', 'dataverse-changes'],
    ['entity', 'changes/Subscriptions/all/$DeadLetterQueue'],
    ['endpoint', 'GET /contact/{externalId}'],
    ['errorName', 'SpotlerError'],
    ['errorCode', 'ECONNRESET'],
    ['errorCode', 'com.microsoft:message-lock-lost'],
    ['errorCode', 'amqp:not-found'],
    ['errorCode', 'ERR_NON_2XX_3XX_RESPONSE'],
    ['dryRun', false],
  ] as const)('%s can be %j', (field, value) => {
    expect(FIELD_SHAPES[field](value)).toEqual(value);
  });

  it.each([
    ['durationMs', 1.6, 2],
    ['sequenceNumber', 12n, '12'],
    ['sequenceNumber', 12, '12'],
    ['endpoint', 'https://api.example.org/contact/someone@example.org?key=1', 'https://api.example.org'],
    ['endpoint', 'sb://127.0.0.1:5672/x', 'sb://127.0.0.1:5672'],
  ] as const)('%s %p is printed as %p', (field, value, printed) => {
    expect(FIELD_SHAPES[field](value)).toBe(printed);
  });
});

describe('fields that are held back', () => {
  it.each([
    ['recordId', 'someone@example.org'],
    ['recordId', `${GUID}0`],
    ['recordId', `${GUID}\n`],
    ['recordId', { toString: () => GUID }],
    ['correlationId', 12],
    ['action', 'Jan Jansen'],
    ['action', 'a'.repeat(41)],
    ['action', 'sync\n'],
    ['causes', 'no-email'],
    ['causes', ['no-email', 'a@b.nl']],
    ['causes', Array(11).fill('inactive')],
    ['causes', [['inactive']]],
    ['policyVersion', 'one'],
    ['spotlerStatus', 99],
    ['spotlerStatus', '410'],
    ['status', 200.5],
    ['reason', 'Refused someone@example.org'],
    ['property', 'email=someone'],
    ['queueDelayMs', -1],
    ['durationMs', Number.POSITIVE_INFINITY],
    ['sequenceNumber', '+31612345678'],
    ['sequenceNumber', 1.5],
    ['port', 70_000],
    ['count', Number.NaN],
    ['entity', 'someone@example.org'],
    ['endpoint', 'https://someone%40example.org@example.org/x'.replace('https', 'mailto')],
    ['endpoint', '/contact/someone@example.org'],
    ['endpoint', 'GET /contact/someone@example.org'],
    ['errorName', 'someone'],
    ['errorCode', 'a code with blanks'],
    ['errorCode', 'someone@example.org'],
    ['dryRun', 'yes'],
  ] as const)('%s is not %p', (field, value) => {
    expect(FIELD_SHAPES[field](value)).toBeUndefined();
  });

  it('an address in front of a host is taken off', () => {
    expect(FIELD_SHAPES.endpoint('https://someone:word@example.org/x')).toBe('https://example.org');
  });
});
