import { describe, expect, it } from '@jest/globals';
import { aMessage } from '../testing/a-queue.ts';
import type { PropertyValue, SystemProperty } from './message.ts';
import { matches, type RuleFilter, sqlFilter } from './rule.ts';

function correlation(
  system: Partial<Record<SystemProperty, string>>,
  application: Record<string, PropertyValue> = {},
): RuleFilter {
  return {
    kind: 'correlation',
    system: new Map(Object.entries(system).map(([name, value]) => [systemName(name), value])),
    application: new Map(Object.entries(application)),
  };
}

const NAMES: readonly SystemProperty[] = [
  'correlationId',
  'messageId',
  'to',
  'replyTo',
  'subject',
  'sessionId',
  'replyToSessionId',
  'contentType',
];

function systemName(text: string): SystemProperty {
  const found = NAMES.find((name) => name === text);
  if (found === undefined) throw new Error(`There is no property ${text}.`);
  return found;
}

describe('a rule', () => {
  it.each(NAMES)('compares %s', (name) => {
    const message = aMessage({ system: { [name]: 'right' } });
    expect(matches(correlation({ [name]: 'right' }), message)).toBe(true);
    expect(matches(correlation({ [name]: 'wrong' }), message)).toBe(false);
    expect(matches(correlation({ [name]: 'right' }), aMessage())).toBe(false);
  });

  it('wants every property that it names, with value and type', () => {
    const message = aMessage({ application: { a: 1, b: true, c: 'x' } });
    expect(matches(correlation({}, { a: 1, b: true, c: 'x' }), message)).toBe(true);
    expect(matches(correlation({}, { a: 1, b: true, c: 'X' }), message)).toBe(false);
    expect(matches(correlation({}, { a: '1' }), message)).toBe(false);
    expect(matches(correlation({}, { missing: 1 }), message)).toBe(false);
  });

  it('takes everything or nothing when it is so made', () => {
    expect(matches(sqlFilter('1 = 1'), aMessage())).toBe(true);
    expect(matches(sqlFilter('1=0'), aMessage())).toBe(false);
    expect([sqlFilter('1=1').kind, sqlFilter(' 1 = 0 ').kind, sqlFilter('a = 1').kind]).toEqual([
      'true',
      'false',
      'sql',
    ]);
  });
});
