import { createHash } from 'node:crypto';
import type { Configuration } from '@spotler-connector/configuration';

/** The settings that decide what becomes of a contact. */
export type DecidingSettings = Pick<Configuration, 'policy' | 'syncContacts'> & {
  readonly dataverse: Pick<Configuration['dataverse'], 'externalIdColumn' | 'externalIdFallback'>;
};

const DIGITS = 16;

/**
 * A short text that differs whenever the settings that decide differ. docs/configuration.md has the settings;
 * the fingerprint tells whether two workers, or two times, had the same.
 */
export function settingsFingerprint({ policy, syncContacts, dataverse }: DecidingSettings): string {
  const { anonymizeContactWhenInactive, anonymizeAccountOnDoNotEmail } = policy;
  const { externalIdColumn = null, externalIdFallback } = dataverse;
  const settings = [
    anonymizeContactWhenInactive,
    anonymizeAccountOnDoNotEmail,
    syncContacts,
    externalIdColumn,
    externalIdFallback,
  ];
  return createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, DIGITS);
}
