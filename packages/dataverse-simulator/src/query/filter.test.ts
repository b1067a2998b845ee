import { describe, expect, it } from '@jest/globals';
import { compileFilter, valuesBoundBy } from './compile-filter.ts';
import { parseFilter } from './parse-filter.ts';

const ROW: Readonly<Record<string, unknown>> = {
  lastname: "O'Neil",
  age: 42,
  donotemail: false,
  emailaddress1: null,
  contactid: '6d81597f-0f9f-e711-8122-000d3aa2331c',
  createdon: '2026-01-01T00:00:00Z',
};
function matches(filter: string) {
  return compileFilter(parseFilter(filter))((property) => ROW[property] ?? null);
}

describe('a filter', () => {
  it.each([
    "lastname eq 'O''Neil'",
    "lastname eq 'o''neil'",
    'age gt 41 and age le 42',
    'age ge 42 and age lt 42.5',
    'not (age ne 42)',
    'donotemail eq false',
    'emailaddress1 eq null',
    'contactid eq 6D81597F-0F9F-E711-8122-000D3AA2331C',
    'createdon ge 2025-12-31T00:00:00Z',
    "contains(lastname,'nei') and startswith(lastname,'O') and endswith(lastname,'IL')",
    "age eq 1 or age eq 2 or lastname ne 'x'",
    "Microsoft.Dynamics.CRM.In(PropertyName='age',PropertyValues=['41','42'])",
  ])('matches with %s', (filter) => {
    expect(matches(filter)).toBe(true);
  });

  it.each([
    'age eq 43',
    'emailaddress1 ne null',
    'emailaddress1 lt 5',
    "contains(emailaddress1,'a')",
    'age eq 42 and (donotemail eq true or age eq 1)',
    "Microsoft.Dynamics.CRM.In(PropertyName='age',PropertyValues=[])",
  ])('does not match with %s', (filter) => {
    expect(matches(filter)).toBe(false);
  });

  it.each([
    '',
    'age',
    'age eq',
    'age is 42',
    '(age eq 42',
    'age eq 42)',
    "lastname eq 'x",
    'age eq 42 age',
    "a eq ('x')",
    '§',
  ])('is refused when it reads %j', (filter) => {
    expect(() => parseFilter(filter)).toThrow('Syntax error in $filter.');
  });
});

describe('the values that a filter binds a property to', () => {
  it.each([
    ["a eq 'x'", ['x']],
    ["Microsoft.Dynamics.CRM.In(PropertyName='a',PropertyValues=['x','y'])", ['x', 'y']],
    ["b eq 1 and a eq 'x'", ['x']],
    ["a eq 'x' or a eq 'y' and b eq 1", ['x', 'y']],
  ])('are known with %s', (filter, values) => {
    expect(valuesBoundBy(parseFilter(filter), 'a')).toEqual(values);
  });

  it.each(["a ne 'x'", "not (a eq 'x')", "a eq 'x' or b eq 1", 'a eq null', "startswith(a,'x')", "b eq 'x'"])(
    'are not with %s',
    (filter) => {
      expect(valuesBoundBy(parseFilter(filter), 'a')).toBeUndefined();
    },
  );
});
