import { isLeft } from 'fp-ts/lib/Either.js';
import type { Configuration } from './configuration.ts';
import { readDataverse } from './dataverse-section.ts';
import {
  all,
  createEnvironmentReader,
  type Environment,
  type EnvironmentReader,
  type Reading,
} from './environment-reader.ts';
import { misspeltVariables } from './misspelt-variables.ts';
import type { Mistake } from './mistake.ts';
import { readServiceBus } from './service-bus-section.ts';
import type { Group } from './variable.ts';
import { VARIABLES } from './variables.ts';

/** The parts of a configuration that make sense without the others. */
export interface ConfigurationSections {
  /** Where change messages come from. */
  serviceBus: Configuration['serviceBus'];
  /** Where records are read. */
  dataverse: Configuration['dataverse'];
  /** Where contacts are. */
  spotler: Configuration['spotler'];
  /** What is done: the policy's settings, and which writes are left out. */
  choices: Pick<Configuration, 'policy' | 'syncContacts' | 'dryRun'>;
}

/** A section that can be used, or everything that must be mended in it first. */
export type SectionReading<Section> =
  | { readonly kind: 'valid'; readonly section: Section }
  | { readonly kind: 'invalid'; readonly mistakes: readonly Mistake[] };

interface SectionReader<Section> {
  group: Group;
  read: (reader: EnvironmentReader) => Reading<Section>;
}

const READERS: { [Name in keyof ConfigurationSections]: SectionReader<ConfigurationSections[Name]> } = {
  serviceBus: { group: 'Service Bus', read: readServiceBus },
  dataverse: { group: 'Dataverse', read: readDataverse },
  spotler: {
    group: 'Spotler',
    read: (reader) =>
      all({
        baseUrl: reader.read(VARIABLES.spotlerBaseUrl),
        consumerKey: reader.read(VARIABLES.spotlerConsumerKey),
        consumerSecret: reader.read(VARIABLES.spotlerConsumerSecret),
      }),
  },
  choices: {
    group: 'What is done',
    read: (reader) =>
      all({
        policy: all({
          anonymizeContactWhenInactive: reader.read(VARIABLES.anonymizeContactWhenInactive),
          anonymizeAccountOnDoNotEmail: reader.read(VARIABLES.anonymizeAccountOnDoNotEmail),
        }),
        syncContacts: reader.read(VARIABLES.syncContacts),
        dryRun: reader.read(VARIABLES.dryRun),
      }),
  },
};

/**
 * Reads one section, for a program that needs no more than that. What is wrong with the other variables is not
 * looked at. Nothing is thrown.
 */
export function readSection<Name extends keyof ConfigurationSections>(
  environment: Environment,
  name: Name,
): SectionReading<ConfigurationSections[Name]> {
  const { group, read } = READERS[name];
  const reader = createEnvironmentReader(environment);
  const reading = read(reader);
  const variables = Object.values(VARIABLES).filter((variable) => variable.group === group);
  const unwanted = variables.filter((variable) => reader.isSet(variable) && !reader.wasRead(variable));
  const mistakes = [
    ...(isLeft(reading) ? reading.left : []),
    ...unwanted.map(
      ({ name, when }): Mistake => ({
        variable: name,
        problem: 'unwanted',
        expected: `no value: it is needed ${when}`,
      }),
    ),
    ...misspeltVariables(environment).filter(({ expected }) =>
      variables.some((variable) => variable.name === expected),
    ),
  ];
  if (isLeft(reading) || mistakes.length > 0) return { kind: 'invalid', mistakes };
  return { kind: 'valid', section: reading.right };
}
