import type { Configuration } from '@spotler-connector/configuration';
import type { Systems } from './connect-systems.ts';
import { checkIdColumn } from './health/check-id-column.ts';
import { checkJobTable } from './health/check-job-table.ts';
import { checkMapping } from './health/check-mapping.ts';

/** The parts of the configuration that name something in a system. */
type NamedInSystems = Pick<Configuration, 'syncContacts' | 'dataverse'>;

/**
 * Compares what is configured by name with what both systems have. One that does not answer proves nothing.
 *
 * @throws {ConfigurationFileError} when it does not fit.
 */
export async function checkConfigured(
  { syncContacts, dataverse: { externalIdColumn } }: NamedInSystems,
  { mapping, spotler, jobs, whoAmI, registeredIdColumns }: Systems,
): Promise<void> {
  if (syncContacts) await checkMapping(mapping, spotler);
  await checkJobTable({ jobs, whoAmI });
  await checkIdColumn({ externalIdColumn, registeredIdColumns });
}
