import { describe, expect, it } from '@jest/globals';
import { matchEndpoint } from './endpoints.ts';

describe('matchEndpoint', () => {
  it.each([
    ['GET', '/contact/properties/list', 'GET /contact/properties/list', undefined],
    ['GET', '/contact/search', 'GET /contact/search', undefined],
    ['PUT', '/contact/search', 'PUT /contact/{externalId}', 'search'],
    ['GET', '/contact/a', 'GET /contact/{externalId}', 'a'],
    ['GET', '/contact/a/', 'GET /contact/{externalId}', 'a'],
    ['PUT', '/contact/anonymize/a', 'PUT /contact/anonymize/{externalId}', 'a'],
    ['PUT', '/contact/anonymize', 'PUT /contact/{externalId}', 'anonymize'],
    ['PUT', '/contact/anonymize/a%2Fb%20%C3%A9', 'PUT /contact/anonymize/{externalId}', 'a/b é'],
    ['PUT', '/contact/anonymize/50%', 'PUT /contact/anonymize/{externalId}', '50%'],
  ])('takes %s %s for %s', (method, path, endpoint, externalId) => {
    expect(matchEndpoint(method, path)).toEqual({ endpoint, externalId });
  });

  it.each([
    ['DELETE', '/contact/a'],
    ['GET', '/contact'],
    ['GET', '/contact/a/b'],
    ['POST', '/contact/anonymize/a'],
    ['GET', '/Contact/a'],
    ['GET', ''],
  ])('knows no %s %s', (method, path) => {
    expect(matchEndpoint(method, path)).toBeUndefined();
  });
});
