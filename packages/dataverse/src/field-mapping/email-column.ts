import type { Table } from '@spotler-connector/anonymization-policy';
import { ConfigurationFileError } from '../configuration-file/configuration-file-error.ts';
import type { MappingRule } from './field-mapping.ts';

/** Spotler's property with the address. */
export const EMAIL_PROPERTY = 'email';

/**
 * The column whose value becomes Spotler's address, as it is. The policy judges the same one: an address that
 * nobody mails does not decide whether a person is kept.
 *
 * @throws {ConfigurationFileError} when no column does.
 */
export function emailColumnOf(table: Table, rules: readonly MappingRule[]): string {
  const column = rules.find(isEmailRule)?.column;
  if (column !== undefined) return column;
  throw new ConfigurationFileError('The field mapping', [withoutEmail(table)]);
}

/** The mistake of a mapping that fills no address. */
export function withoutEmail(table: Table): string {
  return `${table} has no rule with a column, and without a transform, for the property ${EMAIL_PROPERTY}`;
}

/** Whether a rule fills the address with a column. */
export function isEmailRule({ property, column, transform }: MappingRule): boolean {
  return property === EMAIL_PROPERTY && column !== undefined && transform === undefined;
}
