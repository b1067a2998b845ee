import { isLeft } from 'fp-ts/lib/Either.js';
import type { Configuration } from '../configuration.ts';
import {
  createEnvironmentReader,
  type Environment,
  type EnvironmentReader,
  type Reading,
} from '../environment-reader.ts';
import { frozen } from '../frozen.ts';
import type { Mistake } from '../mistake.ts';
import type { Group } from '../variable.ts';
import { misspeltVariables } from '../variables/misspelt-variables.ts';
import { proxyVariables } from '../variables/proxy-variables.ts';
import { unsafeVariables } from '../variables/unsafe-variables.ts';
import { unwantedVariables } from '../variables/unwanted-variables.ts';
import { VARIABLES } from '../variables/variables.ts';
import { type Choices, readChoices } from './choices-section.ts';
import { readDataverse } from './dataverse-section.ts';
import { readServiceBus } from './service-bus-section.ts';
import { readSpotler } from './spotler-section.ts';
import { readState } from './state-section.ts';

/** The parts of a configuration that make sense without the others. */
export interface ConfigurationSections {
  /** Where change messages come from. */
  readonly serviceBus: Configuration['serviceBus'];
  /** Where records are read. */
  readonly dataverse: Configuration['dataverse'];
  /** Where contacts are. */
  readonly spotler: Configuration['spotler'];
  /** The policy's settings, and which writes are left out. */
  readonly choices: Choices;
  /** Where shared state and evidence are kept. */
  readonly state: Configuration['state'];
}

/** A section that can be used, or everything that must be mended in it first. */
export type SectionReading<Section> =
  | { readonly kind: 'valid'; readonly section: Section }
  | { readonly kind: 'invalid'; readonly mistakes: readonly Mistake[] };

interface SectionReader<Section> {
  readonly group: Group;
  readonly read: (reader: EnvironmentReader) => Reading<Section>;
}

const READERS: { [Name in keyof ConfigurationSections]: SectionReader<ConfigurationSections[Name]> } = {
  serviceBus: { group: 'Service Bus', read: readServiceBus },
  dataverse: { group: 'Dataverse', read: readDataverse },
  spotler: { group: 'Spotler', read: readSpotler },
  choices: { group: 'What is done', read: readChoices },
  state: { group: 'State', read: readState },
};

/**
 * Reads one section, for a program that needs no more than that. What is wrong with the other variables is
 * not looked at. Nothing is thrown.
 */
export function readSection<Name extends keyof ConfigurationSections>(
  environment: Environment,
  name: Name,
): SectionReading<ConfigurationSections[Name]> {
  const { group, read } = READERS[name];
  const reader = createEnvironmentReader(environment);
  const reading = read(reader);
  const variables = Object.values(VARIABLES).filter((variable) => variable.group === group);
  const mistakes = [
    ...(isLeft(reading) ? reading.left : []),
    ...unwantedVariables(reader, variables),
    ...misspeltVariables(environment).filter(({ expected }) =>
      variables.some((variable) => variable.name === expected),
    ),
    ...unsafeVariables(environment),
    ...proxyVariables(environment),
  ];
  if (isLeft(reading) || mistakes.length > 0) return { kind: 'invalid', mistakes };
  return { kind: 'valid', section: frozen(reading.right) };
}
