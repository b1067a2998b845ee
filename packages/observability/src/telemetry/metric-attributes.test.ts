import { describe, expect, it } from '@jest/globals';
import { ALLOW_LIST } from './attribute-guard.ts';
import { METRIC_ATTRIBUTES } from './metric-attributes.ts';

const GUID = '6f1ed002-ab5c-4f3c-9e1f-0a1b2c3d4e5f';

describe('an attribute of a metric', () => {
  it.each([
    ['messaging.servicebus.disposition_status', 'dead_letter'],
    ['messaging.servicebus.disposition_status', 'lock_lost'],
    ['spotler_connector.outcome', 'already-anonymized'],
    ['spotler_connector.table', 'contact'],
    ['spotler_connector.reason', 'MalformedMessage'],
    ['spotler_connector.system', 'dataverse'],
    ['http.request.method', 'PUT'],
    ['url.template', '/contact/anonymize/{externalId}'],
    ['url.template', '/$batch'],
    ['url.template', '/WhoAmI'],
    ['http.response.status_code', 410],
    ['error.type', 'rate-limited'],
    ['spotler_connector.attribute', 'url.template'],
  ] as const)('%s can be %j', (name, value) => {
    expect(METRIC_ATTRIBUTES[name](value)).toBe(value);
  });

  it.each([
    ['messaging.servicebus.disposition_status', 'dead-letter'],
    ['spotler_connector.outcome', 'Jan Jansen'],
    ['spotler_connector.reason', `Refused ${GUID}`],
    ['spotler_connector.system', 'source'],
    ['http.request.method', 'put'],
    ['url.template', `/contact/${GUID}`],
    ['url.template', '/contact/someone@example.org'],
    ['url.template', '/contact/{externalId}?email=x'],
    ['http.response.status_code', '410'],
    ['http.response.status_code', 1_000],
    ['error.type', 'no such contact: Jan'],
    ['spotler_connector.attribute', 'someone@example.org'],
  ] as const)('%s is not %j', (name, value) => {
    expect(METRIC_ATTRIBUTES[name](value)).toBeUndefined();
  });

  it.each(Object.entries(METRIC_ATTRIBUTES))('%s is never an id', (_, attribute) => {
    for (const id of [GUID, '12345', 'someone@example.org', 12_345])
      expect([undefined, '_OTHER']).toContain(attribute(id));
  });

  it('that is held back is exported as _OTHER and counted by name', () => {
    const heldBack: string[] = [];
    const given = { 'spotler_connector.outcome': GUID, 'error.type': undefined };
    expect(ALLOW_LIST.measurement(given, (name) => heldBack.push(name))).toEqual({
      'spotler_connector.outcome': '_OTHER',
    });
    expect(heldBack).toEqual(['spotler_connector.outcome']);
  });

  it('whose name is on no list is not exported at all', () => {
    const heldBack: string[] = [];
    const given = { [GUID]: 1, 'spotler_connector.outcome': 'synced' };
    expect(ALLOW_LIST.measurement(given, (name) => heldBack.push(name))).toEqual({
      'spotler_connector.outcome': 'synced',
    });
    expect(heldBack).toEqual([GUID]);
  });
});
