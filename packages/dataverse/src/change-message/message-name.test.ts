import { describe, expect, it } from '@jest/globals';
import { toMessageName, toTableName } from './message-name.ts';

const FREE_TEXTS = [
  'anna@example.org',
  'anna berg',
  'Anna-Berg',
  '',
  '1st',
  'a'.repeat(129),
  7,
  null,
  undefined,
];

describe("an event's name", () => {
  it.each(['Update', 'new_DoSomething', 'Microsoft.Dynamics.CRM.Merge', '_x'])('is %s', (name) => {
    expect(toMessageName(name)).toBe(name);
  });

  it.each(FREE_TEXTS)('is not %j, which could be data of somebody', (text) => {
    expect(toMessageName(text)).toBeNull();
  });
});

describe("a table's name", () => {
  it('is in lower case', () => {
    expect(toTableName('New_Thing')).toBe('new_thing');
    expect(toTableName('a'.repeat(128))).toHaveLength(128);
  });

  it('is none for what Dataverse writes when there is no table', () => {
    expect(toTableName('none')).toBeNull();
    expect(toTableName('None')).toBeNull();
  });

  it.each([...FREE_TEXTS, 'contact.anna@example.org', 'contact.name'])('is not %j', (text) => {
    expect(toTableName(text)).toBeNull();
  });
});
