import type { Configuration } from '@spotler-connector/configuration';
import { defaultJobTable, type JobTable, parseJobTable } from '@spotler-connector/dataverse';
import { readConfiguredFile } from './read-configured-file.ts';

/**
 * What the table of Spotler Jobs is called: as configured, or as ours. `undefined` when there are none.
 *
 * @throws {ConfigurationFileError} when the file can't be read, or with every mistake that is in it.
 */
export function readJobTable({
  spotlerJobs,
}: Pick<Configuration['dataverse'], 'spotlerJobs'>): JobTable | undefined {
  if (spotlerJobs === undefined) return undefined;
  if (spotlerJobs.file === undefined) return defaultJobTable();
  return parseJobTable(
    readConfiguredFile(spotlerJobs.file, 'SPOTLER_JOB_FILE', 'The Spotler Job configuration'),
  );
}
