import { describe, expect, it } from '@jest/globals';
import { FIELD_SHAPES } from '../field-shapes.ts';
import { ALLOW_LIST } from './attribute-guard.ts';
import { spanAttributeName } from './span-attributes.ts';

describe('the attributes of a span', () => {
  it.each([
    [{ correlationId: 'aaaa0000-bb11-2222-33cc-444444dddddd' }, 'messaging.message.conversation_id'],
    [{ deliveryCount: 2 }, 'messaging.servicebus.message.delivery_count'],
    [{ entity: 'dataverse-changes' }, 'messaging.destination.name'],
    [{ status: 503 }, 'http.response.status_code'],
    [{ errorName: 'SpotlerError' }, 'error.type'],
    [{ policyVersion: '1' }, 'spotler_connector.policy_version'],
    [{ dryRun: true }, 'spotler_connector.dry_run'],
  ])('for %j are named %s', (fields, name) => {
    expect(ALLOW_LIST.span(fields)).toEqual({ [name]: Object.values(fields)[0] });
  });

  it('take an endpoint apart', () => {
    expect(ALLOW_LIST.span({ endpoint: 'PUT /contact/{externalId}' })).toEqual({
      'http.request.method': 'PUT',
      'url.template': '/contact/{externalId}',
    });
    expect(ALLOW_LIST.span({ endpoint: 'https://example.org/contact/x?y=1' })).toEqual({
      'server.address': 'https://example.org',
    });
  });

  it('say of an error only its class', () => {
    expect(ALLOW_LIST.span({ error: new RangeError('x') })).toEqual({ 'error.type': 'RangeError' });
  });

  it('name what was held back', () => {
    const fields = { recordId: 'someone@example.org', table: 'lead', nickname: 'x' };
    expect(ALLOW_LIST.span(fields)).toEqual({
      'spotler_connector.table': 'lead',
      'spotler_connector.held_back': ['recordId'],
      'spotler_connector.unknown_fields': 1,
    });
  });

  it('have a name each', () => {
    const names = Object.keys(FIELD_SHAPES).map(spanAttributeName);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the name of a span', () => {
  it.each(['process message', 'read-back'])('can be %j', (name) => {
    expect(ALLOW_LIST.spanName(name)).toBe(name);
  });

  it.each(['', 'Process', 'contact 12', 'a@b.nl', 'x'.repeat(61)])('is not %j', (name) => {
    expect(ALLOW_LIST.spanName(name)).toBe('unnamed event');
  });
});
