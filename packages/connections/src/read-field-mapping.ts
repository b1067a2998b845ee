import { readFileSync } from 'node:fs';
import type { Configuration } from '@spotler-connector/configuration';
import {
  ConfigurationFileError,
  defaultFieldMapping,
  type FieldMapping,
  parseFieldMapping,
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
  return parseFieldMapping(textOf(fieldMappingFile));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const mistake = 'the file that DATAVERSE_FIELD_MAPPING_FILE names can not be read';
    throw new ConfigurationFileError('The field mapping', [mistake]);
  }
}
