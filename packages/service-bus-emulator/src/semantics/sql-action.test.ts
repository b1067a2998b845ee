import { describe, expect, it } from '@jest/globals';
import { aMessage } from '../testing/a-queue.ts';
import { compileSqlAction } from './sql-action.ts';

const { content } = aMessage({ application: { colour: 'red', priority: 2 }, system: { subject: 'paint' } });

function changed(expression: string) {
  return content.changed(compileSqlAction(expression)(content));
}

describe('SQL actions', () => {
  it('set and remove properties, one after the other', () => {
    const after = changed("SET sys.Label = 'varnish'; SET user.coats = 3; set flag = TRUE; REMOVE colour;");
    expect(after.systemProperty('subject')).toBe('varnish');
    expect(['coats', 'flag', 'colour', 'priority'].map((name) => after.applicationProperty(name))).toEqual([
      3,
      true,
      undefined,
      2,
    ]);
  });

  it('copy properties', () => {
    const after = changed('SET kind = sys.Label; SET sys.To = colour');
    expect([after.applicationProperty('kind'), after.systemProperty('to')]).toEqual(['paint', 'red']);
  });

  it.each([
    '',
    ';',
    'SET colour',
    "SET = 'a'",
    'REMOVE',
    'REMOVE sys.Label',
    "SET a = 'b' SET c = 'd'",
    'DROP a',
  ])('are refused when they cannot be understood: "%s"', (expression) => {
    expect(() => compileSqlAction(expression)).toThrow(/cannot be understood/);
  });
});
