import { describe, expect, it } from '@jest/globals';
import { aMessage } from '../testing/a-queue.ts';
import { compileSqlFilter } from './sql-filter.ts';

const { content } = aMessage({
  application: { colour: 'red', priority: 2, isUrgent: true, 'odd name': 1, empty: undefined },
  system: { subject: 'paint', messageId: 'm-1' },
});

function isTrue(expression: string): boolean {
  return compileSqlFilter(expression)(content);
}

describe('SQL filters', () => {
  it.each([
    '1=1',
    "colour = 'red'",
    "user.colour = 'red' AND sys.Label = 'paint'",
    'priority >= 2 and priority < 3',
    "priority = 1 OR (priority = 2 AND NOT colour = 'blue')",
    "colour IN ('blue', 'red')",
    "colour NOT IN ('blue')",
    "sys.MessageId LIKE 'm-_'",
    "colour LIKE '%e%'",
    "colour NOT LIKE 'b%'",
    'empty IS NULL',
    'colour IS NOT NULL',
    'EXISTS(priority) AND NOT EXISTS(missing)',
    'isUrgent = TRUE',
    'isUrgent',
    '[odd name] = 1 AND "odd name" <> 2',
    "colour != 'it''s'",
    'priority = 2.0',
    'priority > -1',
    'missing = 1 OR TRUE',
    'priority + 1 = 3',
    '-priority < 0 AND +priority > 0',
    'priority * (2 + 1) - 1 = 5 AND 7 % 4 = 3 AND 7 / 2 = 3 AND 7.0 / 2.5 = 2.8',
    "sys.Subject + 1 = 1 OR COLOUR = 'red'",
    "colour LIKE 'r!ed' ESCAPE '!' AND NOT 'r_d' LIKE 'rxd'",
    "NOT colour LIKE 'r!_d' ESCAPE '!'",
    "property('Colour') = 'red' AND p('sys.Label') = 'paint' AND p('user.priority') = 2",
    'newid() <> newid()',
    'NULL IS NULL',
  ])('take a message when %s', (expression) => {
    expect(isTrue(expression)).toBe(true);
  });

  it.each([
    '1=0',
    "colour = 'Red'",
    'missing = 1',
    'NOT missing = 1',
    'missing <> 1',
    "priority = '2'",
    "missing LIKE '%'",
    'missing IN (1)',
    'missing NOT IN (1)',
    'missing = 1 AND TRUE',
    "sys.Label = 'x' OR missing = 1",
    "colour LIKE 'r.d'",
  ])('do not take it when %s', (expression) => {
    expect(isTrue(expression)).toBe(false);
  });

  it.each([
    '',
    'colour =',
    "colour = 'red",
    '(1=1',
    '1=1)',
    'a = 1 b = 2',
    'NOT',
    'colour NOT = 1',
    'colour IS 1',
    'colour IN 1',
    'colour LIKE 1',
    'sys.Unknown = 1',
    'other.colour = 1',
    "colour LIKE 'x' ESCAPE 'ab'",
    'unknown(1) = 1',
    'priority = @limit',
    'priority +',
    'colour = 1; DROP',
  ])('are refused when they cannot be understood: %s', (expression) => {
    expect(() => compileSqlFilter(expression)).toThrow(/cannot be understood/);
  });
});
