import { readFileSync } from 'node:fs';
import type { FieldMapping } from './field-mapping.ts';
import { parseFieldMapping } from './parse-field-mapping.ts';

const FILE = new URL('../../config/field-mapping.json', import.meta.url);

/**
 * The mapping of `config/field-mapping.json`: name, address, gender, birth date, organisation, e-mail
 * address.
 */
export function defaultFieldMapping(): FieldMapping {
  return parseFieldMapping(readFileSync(FILE, 'utf8'));
}
