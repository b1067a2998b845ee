import { describe, expect, it } from '@jest/globals';
import { applyMapping, columnsOf, needsFormattedValues } from './apply-mapping.ts';
import type { MappingRule } from './field-mapping.ts';

const FORMATTED = '@OData.Community.Display.V1.FormattedValue';
const gender: MappingRule = {
  column: 'gendercode',
  property: 'gender',
  transform: { kind: 'option-set', values: { '1': 'M', '2': 'F' } },
};
const birthday: MappingRule = { column: 'birthdate', property: 'birthday', transform: { kind: 'day' } };
const company: MappingRule = {
  column: 'parentcustomerid',
  property: 'organisation',
  transform: { kind: 'lookup-name' },
};
const label: MappingRule = { column: 'statuscode', property: 'profileField1', transform: { kind: 'label' } };

describe('a mapping rule', () => {
  it.each([
    ['passes a value on', { column: 'lastname', property: 'p' }, { lastname: 'Berg' }, 'Berg'],
    [
      'takes the blanks off an address, as the policy does',
      { column: 'emailaddress2', property: 'email' },
      { emailaddress2: '\u00a0 jan@example.org\n' },
      'jan@example.org',
    ],
    [
      'leaves the blanks of other texts',
      { column: 'lastname', property: 'p' },
      { lastname: ' Berg' },
      ' Berg',
    ],
    ['gives null for an empty column', { column: 'lastname', property: 'p' }, { lastname: null }, null],
    [
      'passes a date-time on as the text that it is',
      { column: 'createdon', property: 'p' },
      { createdon: '1970-01-01T00:00:00Z' },
      '1970-01-01T00:00:00Z',
    ],
    ['turns an option into text', gender, { gendercode: 2 }, 'F'],
    ['gives null for an option without text', gender, { gendercode: 3 }, null],
    ['gives null for no option', gender, { gendercode: null }, null],
    ['takes the day of a date', birthday, { birthdate: '1980-02-29' }, '1980-02-29'],
    ['takes the day of a date-time in UTC', birthday, { birthdate: '1980-02-29T23:59:59Z' }, '1980-02-29'],
    ['gives null for no date', birthday, { birthdate: 'soon' }, null],
    ['takes a label', label, { statuscode: 1, [`statuscode${FORMATTED}`]: 'Active' }, 'Active'],
    [
      "takes a looked-up row's name",
      company,
      { [`_parentcustomerid_value${FORMATTED}`]: 'Berg BV' },
      'Berg BV',
    ],
    ['writes a constant', { constant: 'Dynamics', property: 'p' }, {}, 'Dynamics'],
  ])('%s', (_, rule: MappingRule, row, expected) => {
    expect(applyMapping([rule], row)).toEqual({ [rule.property]: expected });
  });
});

describe('what a mapping reads', () => {
  it('is its columns, lookups by their own property', () => {
    expect(columnsOf([gender, company, { constant: 1, property: 'p' }])).toEqual([
      'gendercode',
      '_parentcustomerid_value',
    ]);
  });

  it('includes formatted values only for labels and names', () => {
    expect(needsFormattedValues([gender, birthday])).toBe(false);
    expect(needsFormattedValues([company])).toBe(true);
    expect(needsFormattedValues([label])).toBe(true);
  });
});
