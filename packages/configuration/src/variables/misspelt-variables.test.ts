import { describe, expect, it } from '@jest/globals';
import { configurationOf, mistakesIn } from '../testing/an-environment.ts';
import { misspeltVariables } from './misspelt-variables.ts';
import { VARIABLES } from './variables.ts';

describe('misspeltVariables', () => {
  it.each([
    ['ANONYMIZE_CONTACTS_WHEN_INACTIVE', 'ANONYMIZE_CONTACT_WHEN_INACTIVE'],
    ['ANONYMIZE_CONTACT_WHEN_INACITVE', 'ANONYMIZE_CONTACT_WHEN_INACTIVE'],
    ['ANONIMIZE_CONTACT_WHEN_INACTIVE', 'ANONYMIZE_CONTACT_WHEN_INACTIVE'],
    ['DRY_RUNN', 'DRY_RUN'],
    ['dry_run', 'DRY_RUN'],
    ['SPOTLER_CONSUMER_SECRT', 'SPOTLER_CONSUMER_SECRET'],
  ])('finds %s', (name, meant) => {
    const [mistake] = misspeltVariables({ [name]: 'true' });
    expect(mistake).toEqual({ variable: name, problem: 'misspelt', expected: meant });
  });

  it.each(['PATH', 'HOME', 'DATAVERSE_SOMETHING_ELSE', 'LOG_TO_FILE', 'SERVICE_BUS', 'RUN_DRY'])(
    'lets %s pass',
    (name) => {
      expect(misspeltVariables({ [name]: 'true' })).toEqual([]);
    },
  );

  it('lets a misspelt name pass that has no value', () => {
    expect(misspeltVariables({ DRY_RUNN: ' ' })).toEqual([]);
  });

  it('lets every right name pass', () => {
    const right = Object.fromEntries(Object.values(VARIABLES).map(({ name }) => [name, 'x']));
    expect(misspeltVariables(right)).toEqual([]);
  });

  it('finds what would otherwise silently be the default', () => {
    const misspelt = { ANONYMIZE_ACCOUNT_ON_DONT_EMAIL: 'true' };
    expect(mistakesIn(misspelt)).toEqual(['ANONYMIZE_ACCOUNT_ON_DONT_EMAIL misspelt']);
    expect(configurationOf().policy.anonymizeAccountOnDoNotEmail).toBe(false);
  });
});
