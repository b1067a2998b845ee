import type { Configuration } from '../configuration.ts';
import { all, type EnvironmentReader, type Reading } from '../environment-reader.ts';
import { VARIABLES } from '../variables/variables.ts';

/** The choices about what is done: the policy's settings, and which writes are left out. */
export type Choices = Pick<Configuration, 'policy' | 'syncContacts' | 'anonymizationLimit' | 'dryRun'>;

/** Reads those choices. */
export function readChoices(reader: EnvironmentReader): Reading<Choices> {
  return all({
    policy: all({
      anonymizeContactWhenInactive: reader.read(VARIABLES.anonymizeContactWhenInactive),
      anonymizeAccountOnDoNotEmail: reader.read(VARIABLES.anonymizeAccountOnDoNotEmail),
    }),
    syncContacts: reader.read(VARIABLES.syncContacts),
    anonymizationLimit: reader.read(VARIABLES.anonymizationLimit),
    dryRun: reader.read(VARIABLES.dryRun),
  });
}
