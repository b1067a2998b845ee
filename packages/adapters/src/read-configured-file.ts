import { readFileSync } from 'node:fs';
import { ConfigurationFileError } from '@spotler-connector/dataverse';

/** The text of a file that a variable names. `subject` begins the error's message. @throws {ConfigurationFileError} */
export function readConfiguredFile(file: string, variable: string, subject: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigurationFileError(subject, [`the file that ${variable} names can not be read`]);
  }
}
