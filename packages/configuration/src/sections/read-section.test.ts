import { describe, expect, it } from '@jest/globals';
import type { Environment } from '../environment-reader.ts';
import { anEnvironment, configurationOf } from '../testing/an-environment.ts';
import { type ConfigurationSections, readSection } from './read-section.ts';

const { serviceBus, dataverse, spotler, policy, syncContacts, anonymizationLimit, dryRun } =
  configurationOf();

function mistakesIn(name: keyof ConfigurationSections, environment: Environment): string[] {
  const reading = readSection(environment, name);
  return reading.kind === 'valid'
    ? []
    : reading.mistakes.map(({ variable, problem }) => `${variable} ${problem}`);
}

describe('readSection', () => {
  it.each([
    ['serviceBus', serviceBus],
    ['dataverse', dataverse],
    ['spotler', spotler],
    ['choices', { policy, syncContacts, anonymizationLimit, dryRun }],
  ] as const)('reads %s as the whole configuration has it', (name, expected) => {
    expect(readSection(anEnvironment(), name)).toEqual({ kind: 'valid', section: expected });
  });

  it('has choices in an empty environment', () => {
    expect(readSection({}, 'choices').kind).toBe('valid');
  });

  it('leaves mistakes in other sections alone', () => {
    const environment = { DATAVERSE_URL: 'nonsense', SPOTLER_BASE_URL: 'nonsense', HEALTH_PORT: '-1' };
    expect(mistakesIn('choices', environment)).toEqual([]);
    expect(mistakesIn('dataverse', environment)).toEqual(['DATAVERSE_URL invalid']);
  });

  it('names what is missing, unwanted and misspelt in its own', () => {
    expect(
      mistakesIn('serviceBus', {
        SERVICE_BUS_SUBSCRIPTION: 'worker',
        SERVICE_BUS_QUEU: 'a',
        SPOTLER_BASE_UR: '',
      }),
    ).toEqual([
      'SERVICE_BUS_CONNECTION_STRING missing',
      'SERVICE_BUS_SUBSCRIPTION unwanted',
      'SERVICE_BUS_QUEU misspelt',
    ]);
    expect(mistakesIn('choices', { ANONYMIZE_CONTACT_WHEN_INACTIV: 'true' })).toEqual([
      'ANONYMIZE_CONTACT_WHEN_INACTIV misspelt',
    ]);
  });
});
