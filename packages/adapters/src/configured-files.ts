import { readFileSync } from 'node:fs';
import type { Configuration } from '@spotler-connector/configuration';
import {
  ConfigurationFileError,
  defaultFieldMapping,
  defaultJobTable,
  type FieldMapping,
  type JobTable,
  parseFieldMapping,
  parseJobTable,
} from '@spotler-connector/dataverse';

/**
 * The field mapping that is configured, or the default one.
 *
 * @throws {ConfigurationFileError} when the file can't be read, or with every mistake that is in it.
 */
export function readFieldMapping({
  fieldMappingFile,
}: Pick<Configuration['dataverse'], 'fieldMappingFile'>): FieldMapping {
  if (fieldMappingFile === undefined) return defaultFieldMapping();
  return parseFieldMapping(
    readConfiguredFile(fieldMappingFile, 'DATAVERSE_FIELD_MAPPING_FILE', 'The field mapping'),
  );
}

/**
 * Reads the names of the table of Spotler Jobs: as configured, or as ours. `undefined` when there are none.
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

/** The text of the file that `variable` names; `subject` begins the error's text. */
function readConfiguredFile(file: string, variable: string, subject: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    // Of the error no more than its code: its text holds the path, which may name a person.
    const known = typeof error === 'object' && error !== null && 'code' in error;
    const code = known ? ` (${error.code})` : '';
    throw new ConfigurationFileError(subject, [`the file that ${variable} names can not be read${code}`]);
  }
}
