import { TABLES, type Table } from '@spotler-connector/anonymization-policy';
import type { FieldMapping, MappingRule } from './field-mapping.ts';

/** A contact property as Spotler lists it. */
export interface SpotlerPropertyShape {
  /** Such as `firstName`. */
  readonly name: string;
  /** Spotler's word for what may be in it, such as `string`, `email`, `gender`, `birthdate` or `set`. */
  readonly type: string;
}

/**
 * Compares a mapping with the properties that a Spotler account has. Gives every mistake in a sentence, and
 * none when the mapping fits.
 */
export function checkFieldMapping(
  mapping: FieldMapping,
  properties: readonly SpotlerPropertyShape[],
): string[] {
  const known = new Map(properties.map((property) => [property.name, property]));
  return TABLES.flatMap((table) => [
    ...mapping[table].flatMap((rule) => mistakeOf(table, rule, known)),
    ...withoutAddress(table, mapping[table], known),
  ]);
}

function mistakeOf(
  table: Table,
  rule: MappingRule,
  known: ReadonlyMap<string, SpotlerPropertyShape>,
): string[] {
  const from = rule.column === undefined ? 'a constant' : `column ${rule.column}`;
  const where = `${table}: ${from} goes to the property ${rule.property}`;
  const property = known.get(rule.property);
  if (property === undefined)
    return [`${where}, which this Spotler account does not have${hint(rule, known)}`];
  if (property.type === 'set')
    return [`${where}, which is a set; a mapping can't fill sets such as permissions`];
  if (property.type === 'gender' && !givesGender(rule)) {
    return [`${where}, which takes M or F: use the transform option-set with these values`];
  }
  if (property.type === 'birthdate' && rule.column !== undefined && rule.transform?.kind !== 'day') {
    return [`${where}, which takes a date: use the transform day`];
  }
  return [];
}

function hint(rule: MappingRule, known: ReadonlyMap<string, SpotlerPropertyShape>): string {
  const wanted = rule.property.toLowerCase();
  const similar = [...known.keys()].find((name) => name.toLowerCase() === wanted);
  return similar === undefined ? '' : `; did you mean ${similar}?`;
}

function givesGender({ constant, transform }: MappingRule): boolean {
  const values = constant === undefined ? Object.values(transform?.values ?? {}) : [constant];
  return values.length > 0 && values.every((value) => value === 'M' || value === 'F');
}

function withoutAddress(
  table: Table,
  rules: readonly MappingRule[],
  known: ReadonlyMap<string, SpotlerPropertyShape>,
): string[] {
  const address = rules.some(({ property }) => known.get(property)?.type === 'email');
  return address ? [] : [`${table}: no column goes to the e-mail address`];
}
