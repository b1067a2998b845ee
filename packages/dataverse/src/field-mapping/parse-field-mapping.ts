import { TABLES } from '@spotler-connector/anonymization-policy';
import { ConfigurationFileError } from '../configuration-file/configuration-file-error.ts';
import { decodeFile } from '../configuration-file/decode-file.ts';
import { isEmailRule, withoutEmail } from './email-column.ts';
import { type FieldMapping, fieldMappingCodec, type MappingRule } from './field-mapping.ts';

const SUBJECT = 'The field mapping';
const KNOWN_MEMBERS = new Set(['property', 'column', 'constant', 'transform']);

/**
 * Reads a field mapping file.
 *
 * @throws {ConfigurationFileError} with every mistake that can be seen without Spotler's property list.
 */
export function parseFieldMapping(text: string): FieldMapping {
  const mapping = decodeFile(fieldMappingCodec, text, SUBJECT);
  const mistakes = TABLES.flatMap((table) =>
    mapping[table].flatMap((rule, index) =>
      mistakesOf(rule).map((mistake) => `${table}[${index}] ${mistake}`),
    ),
  );
  const twice = TABLES.flatMap((table) =>
    repeated(mapping[table]).map((property) => `${table} fills the property ${property} more than once`),
  );
  const addresses = TABLES.filter((table) => !mapping[table].some(isEmailRule)).map(withoutEmail);
  const all = [...mistakes, ...twice, ...addresses];
  if (all.length > 0) throw new ConfigurationFileError(SUBJECT, all);
  return mapping;
}

function mistakesOf(rule: MappingRule): string[] {
  const { column, constant, transform } = rule;
  const mistakes = Object.keys(rule)
    .filter((name) => !KNOWN_MEMBERS.has(name))
    .map((name) => `has a member ${name}, which is not known`);
  if ((column === undefined) === (constant === undefined))
    mistakes.push('needs either a column or a constant');
  if (constant !== undefined && transform !== undefined) mistakes.push('transforms a constant');
  if (column !== undefined && !/^[a-z_][a-z0-9_]*$/.test(column)) {
    mistakes.push(`names the column ${column}, but logical names are lower case letters, digits and _`);
  }
  if (transform?.kind === 'option-set' && Object.keys(transform.values ?? {}).length === 0) {
    mistakes.push('needs values for its option set');
  }
  return mistakes;
}

function repeated(rules: readonly MappingRule[]): string[] {
  const names = rules.map(({ property }) => property);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
