import { describe, expect, it } from '@jest/globals';
import { ConfigurationFileError } from '../configuration-file/configuration-file-error.ts';
import { checkFieldMapping } from './check-field-mapping.ts';
import { defaultFieldMapping } from './default-field-mapping.ts';
import { parseFieldMapping } from './parse-field-mapping.ts';

const email = { column: 'emailaddress1', property: 'email' };
function aMapping(contact: readonly object[] = [email]) {
  return { contact, lead: [email], account: [email] };
}
const ACCOUNT_PROPERTIES = [
  { name: 'email', type: 'email' },
  ...['firstName', 'infix', 'lastName', 'organisation', 'street', 'postalCode', 'city', 'country'].map(
    (name) => ({
      name,
      type: 'string',
    }),
  ),
  { name: 'gender', type: 'gender' },
  { name: 'birthday', type: 'birthdate' },
  { name: 'permissions', type: 'set' },
];

const WITHOUT_EMAIL = 'contact has no rule with a column, and without a transform, for the property email';

function mistakesIn(file: unknown): readonly string[] {
  try {
    parseFieldMapping(typeof file === 'string' ? file : JSON.stringify(file));
    return [];
  } catch (error) {
    return error instanceof ConfigurationFileError ? error.mistakes : ['another error'];
  }
}

describe('the default mapping', () => {
  it("fits Spotler's usual properties", () => {
    expect(checkFieldMapping(defaultFieldMapping(), ACCOUNT_PROPERTIES)).toEqual([]);
  });

  it('names every table and takes the e-mail address from each', () => {
    for (const rules of Object.values(defaultFieldMapping())) expect(rules).toContainEqual(email);
  });
});

describe('a mapping file', () => {
  it.each([
    ['the file is not JSON', '{'],
    ['the file should be an object with contact, lead and account', []],
    ['lead should be a list', { contact: [], account: [] }],
    ['contact[1].property should be text', aMapping([email, { column: 'x' }])],
    ['contact[0].column should be text', aMapping([{ column: 7, property: 'email' }])],
    [
      'contact[0].transform.kind should be "option-set" | "label" | "day" | "lookup-name"',
      aMapping([{ ...email, transform: { kind: 'upper' } }]),
    ],
    ['contact[0] needs either a column or a constant', aMapping([{ property: 'email' }])],
    ['contact[0] needs either a column or a constant', aMapping([{ ...email, constant: 'x' }])],
    [
      'contact[0] transforms a constant',
      aMapping([{ constant: 'x', property: 'p', transform: { kind: 'day' } }]),
    ],
    ['contact[0] has a member colum, which is not known', aMapping([{ ...email, colum: 'x' }])],
    [
      'contact[0] needs values for its option set',
      aMapping([{ ...email, transform: { kind: 'option-set' } }]),
    ],
    [
      'contact[0] names the column EMailAddress1, but logical names are lower case letters, digits and _',
      aMapping([{ ...email, column: 'EMailAddress1' }]),
    ],
    [
      'contact fills the property email more than once',
      aMapping([email, { column: 'emailaddress2', property: 'email' }]),
    ],
    [WITHOUT_EMAIL, aMapping([{ column: 'lastname', property: 'lastName' }])],
    [WITHOUT_EMAIL, aMapping([{ constant: 'a@example.org', property: 'email' }])],
    [WITHOUT_EMAIL, aMapping([{ ...email, transform: { kind: 'label' } }])],
  ])('is told that %s', (mistake, file) => {
    expect(mistakesIn(file)).toContain(mistake);
  });

  it('is told all its mistakes at once', () => {
    expect(mistakesIn(aMapping([{ property: 'a' }, { property: 'b' }]))).toHaveLength(3);
    expect(mistakesIn({ contact: 1, lead: 2, account: 3 })).toHaveLength(3);
  });
});

describe("a mapping beside Spotler's properties", () => {
  it.each([
    [
      { column: 'lastname', property: 'lastname' },
      'contact: column lastname goes to the property lastname, which this Spotler account does not have; did you mean lastName?',
    ],
    [
      { constant: 'x', property: 'shoeSize' },
      'contact: a constant goes to the property shoeSize, which this Spotler account does not have',
    ],
    [
      { column: 'x', property: 'permissions' },
      "contact: column x goes to the property permissions, which is a set; a mapping can't fill sets such as permissions",
    ],
    [
      { column: 'gendercode', property: 'gender' },
      'contact: column gendercode goes to the property gender, which takes M or F: use the transform option-set with these values',
    ],
    [
      { column: 'birthdate', property: 'birthday' },
      'contact: column birthdate goes to the property birthday, which takes a date: use the transform day',
    ],
  ])('is told what is wrong with %j', (rule, mistake) => {
    const mapping = parseFieldMapping(JSON.stringify(aMapping([email, rule])));
    expect(checkFieldMapping(mapping, ACCOUNT_PROPERTIES)).toEqual([mistake]);
  });

  it('must fill the e-mail address of each table', () => {
    expect(checkFieldMapping({ ...defaultFieldMapping(), contact: [] }, ACCOUNT_PROPERTIES)).toEqual([
      'contact: no column goes to the e-mail address',
    ]);
  });
});
