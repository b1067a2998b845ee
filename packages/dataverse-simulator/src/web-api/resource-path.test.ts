import { describe, expect, it } from '@jest/globals';
import { ACCOUNT, CONTACT } from '../store/table-definition.ts';
import { parseResourcePath } from './resource-path.ts';

const ID = '6d81597f-0f9f-e711-8122-000d3aa2331c';
function parse(path: string) {
  return parseResourcePath(path, [CONTACT, ACCOUNT]);
}

describe('a path', () => {
  it.each([
    ['contacts', { kind: 'collection', table: CONTACT }],
    ['accounts/$count', { kind: 'count', table: ACCOUNT }],
    [`contacts(${ID})`, { kind: 'row', table: CONTACT, id: ID }],
    [`contacts({${ID.toUpperCase()}})`, { kind: 'row', table: CONTACT, id: ID }],
    [`contacts(${ID})/lastname`, { kind: 'property', table: CONTACT, id: ID, property: 'lastname' }],
    ['WhoAmI', { kind: 'function', name: 'WhoAmI' }],
    ['WhoAmI()', { kind: 'function', name: 'WhoAmI' }],
    ['Merge', { kind: 'function', name: 'Merge' }],
  ])('%s points at something', (path, resource) => {
    expect(parse(path)).toEqual(resource);
  });

  it.each([
    ['contactz', 404],
    [`contactz(${ID})`, 404],
    ['contact', 404],
    ['', 404],
    ['WhoAmI(1)', 404],
    ['contacts/lastname', 404],
    ['contacts(1)', 400],
    [`contacts(emailaddress1='a')`, 400],
  ])('%s is refused', (path, status) => {
    expect(() => parse(path)).toThrow(
      expect.objectContaining({ response: expect.objectContaining({ status }) }),
    );
  });
});
