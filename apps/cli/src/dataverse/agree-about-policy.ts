import { type DecidingSettings, policyFingerprint } from '@spotler-connector/adapters';
import type { FieldMapping } from '@spotler-connector/dataverse';
import type { ObjectStore } from '@spotler-connector/object-store';
import { readGeneration } from '@spotler-connector/policy-generation';
import { usageError } from '../failure/operator-error.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Parts of the comparison. */
export interface PolicyParts {
  /** Where the workers keep what they decide by; undefined when nothing is kept. */
  readonly store: ObjectStore | undefined;
  readonly settings: DecidingSettings;
  readonly mapping: FieldMapping;
  readonly terminal: Pick<Terminal, 'log'>;
}

/**
 * Whoever decides otherwise than the workers undoes what they do, and is undone by them.
 *
 * @throws {OperatorError} when the workers that act have another policy, other settings or another mapping
 * than this command.
 */
export async function agreeAboutPolicy({ store, settings, mapping, terminal }: PolicyParts): Promise<void> {
  if (store === undefined) {
    terminal.log('SPOTLER_STATE is not set: nobody compared these settings with those of the workers.');
    return;
  }
  const acting = (await readGeneration(store))?.generation;
  if (acting === undefined || acting.fingerprint === policyFingerprint(settings, mapping)) return;
  throw usageError(
    'The workers decide by another policy than this command would: by another version, other settings ' +
      '(ANONYMIZE_…, SYNC_CONTACTS, DATAVERSE_EXTERNAL_ID_…) or another field mapping. ' +
      `Theirs acts since ${new Date(acting.since).toISOString()}. Set all of these as the workers have them; nothing was done.`,
  );
}
