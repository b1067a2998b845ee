import type { Table } from '@spotler-connector/anonymization-policy';
import * as t from 'io-ts';

const text = t.refinement(t.string, (value) => value.trim() !== '', 'text');

const kind = t.keyof({ 'option-set': null, label: null, day: null, 'lookup-name': null });

const transformCodec = t.intersection([
  t.type({ kind }, 'an object with a kind'),
  t.partial({ values: t.record(t.string, t.string, 'an object from option value to text') }),
]);

const constant = t.union([t.string, t.number, t.boolean], 'text, a number, true or false');

const ruleCodec = t.intersection([
  t.type({ property: text }, 'an object with a property'),
  t.partial({ column: text, constant, transform: transformCodec }),
]);

const rules = t.array(ruleCodec, 'a list');

export const fieldMappingCodec: t.Type<FieldMapping, unknown> = t.type(
  { contact: rules, lead: rules, account: rules },
  'an object with contact, lead and account',
);

/**
 * One line of a field mapping: a column, or a constant, that becomes a Spotler property. Without a transform
 * a column's value is passed on as it is. Transforms: `option-set` takes the text that `values` gives for a
 * choice's number, `label` takes the choice's label, `day` the date of a date or date-time as yyyy-mm-dd in
 * UTC, `lookup-name` the name of the row that a lookup points to.
 */
export type MappingRule = t.TypeOf<typeof ruleCodec>;

/** Per table, which column becomes which Spotler property. */
export type FieldMapping = Record<Table, MappingRule[]>;
