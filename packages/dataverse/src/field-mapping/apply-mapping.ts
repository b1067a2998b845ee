import { trimEmail } from '@spotler-connector/anonymization-policy';
import type { JsonObject } from '../values/json-object.ts';
import { EMAIL_PROPERTY } from './email-column.ts';
import type { MappingRule } from './field-mapping.ts';

const FORMATTED = '@OData.Community.Display.V1.FormattedValue';

/** The columns that a table's rules read, as the Web API calls them. */
export function columnsOf(rules: readonly MappingRule[]): string[] {
  return rules.flatMap(({ column, transform }) =>
    column === undefined ? [] : [webApiName(column, transform)],
  );
}

/** Whether a rule reads a label or a looked-up row's name, which come as annotations. */
export function needsFormattedValues(rules: readonly MappingRule[]): boolean {
  return rules.some(({ transform }) => transform?.kind === 'label' || transform?.kind === 'lookup-name');
}

/** A row's Spotler properties. An empty column gives null, so that an old value does not stay in Spotler. */
export function applyMapping(rules: readonly MappingRule[], row: JsonObject): Record<string, unknown> {
  return Object.fromEntries(rules.map((rule) => [rule.property, propertyOf(rule, row)]));
}

function propertyOf(rule: MappingRule, row: JsonObject): unknown {
  const { property, column, constant, transform } = rule;
  if (column === undefined) return constant ?? null;
  const name = webApiName(column, transform);
  const value = row[name];
  switch (transform?.kind) {
    case 'option-set':
      return transform.values?.[String(value)] ?? null;
    case 'label':
    case 'lookup-name':
      return row[`${name}${FORMATTED}`] ?? null;
    case 'day':
      return dayOf(value);
    default:
      return plain(property, value);
  }
}

/** The policy judges the address without the blanks around it, so that is the address that Spotler gets. */
function plain(property: string, value: unknown): unknown {
  return property === EMAIL_PROPERTY && typeof value === 'string' ? trimEmail(value) : (value ?? null);
}

/** Of a date and of a date-time alike; both are UTC. */
function dayOf(value: unknown): string | null {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) ? value.slice(0, 10) : null;
}

/** A lookup is read over the property `_<column>_value` (learn: Web API lookup properties). */
function webApiName(column: string, transform: MappingRule['transform']): string {
  return transform?.kind === 'lookup-name' ? `_${column}_value` : column;
}
