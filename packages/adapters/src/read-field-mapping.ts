import type { Configuration } from '@spotler-connector/configuration';
import { defaultFieldMapping, type FieldMapping, parseFieldMapping } from '@spotler-connector/dataverse';
import { readConfiguredFile } from './read-configured-file.ts';

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
