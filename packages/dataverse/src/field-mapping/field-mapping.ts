import type { Table } from '@spotler-connector/anonymization-policy';
import * as t from 'io-ts';

/** How a column's value becomes a Spotler property's. Without one the value is passed on as it is. */
const transformCodec = t.union([
  t.type({ kind: t.literal('option-set'), values: t.record(t.string, t.string) }),
  t.type({ kind: t.literal('label') }),
  t.type({ kind: t.literal('day') }),
  t.type({ kind: t.literal('lookup-name') }),
]);

const columnRuleCodec = t.intersection([
  t.type({ column: t.string, property: t.string }),
  t.partial({ transform: transformCodec }),
]);

const constantRuleCodec = t.type({ constant: t.union([t.string, t.number, t.boolean]), property: t.string });

const ruleCodec = t.union([columnRuleCodec, constantRuleCodec]);

export const fieldMappingCodec = t.type({
  contact: t.array(ruleCodec),
  lead: t.array(ruleCodec),
  account: t.array(ruleCodec),
});

/** One line of a field mapping. */
export type MappingRule = t.TypeOf<typeof ruleCodec>;

/** Per table, which column becomes which Spotler property. */
export type FieldMapping = Readonly<Record<Table, readonly MappingRule[]>>;
