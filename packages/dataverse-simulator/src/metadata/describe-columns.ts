import type { ColumnSecurity, SecuredColumn } from '../column-security/column-security.ts';
import { type OtherChoices, SYSTEM_CHOICES } from '../store/system-choices.ts';
import type { ColumnKind, TableDefinition } from '../store/table-definition.ts';
import { columnId } from './answer-security.ts';

const TYPES: Readonly<Record<ColumnKind, string>> = {
  text: 'String',
  number: 'Integer',
  flag: 'Boolean',
  choice: 'Picklist',
  choices: 'Virtual',
  day: 'DateTime',
  instant: 'DateTime',
  lookup: 'Lookup',
};
const ENGLISH = 1033;

/** The metadata of a table's columns; of those of one kind with the options of choices. */
export function describeColumns(
  table: TableDefinition,
  kind: string | undefined,
  others: OtherChoices,
  security: Pick<ColumnSecurity, 'of'>,
): Record<string, unknown>[] {
  const columns = Object.entries({ [table.primaryKey]: 'text' as const, ...table.columns });
  const described = columns.map(([name, columnKind]) => ({
    LogicalName: name,
    MetadataId: columnId(table.logicalName, name),
    AttributeType: typeOf(name, columnKind, table),
    ...securityOf(security.of(table.logicalName, name)),
  }));
  if (kind === undefined) return described;
  return described
    .filter(({ AttributeType: type }) => `${type}AttributeMetadata` === kind)
    .map((column) => ({ ...column, OptionSet: optionSet(table, column.LogicalName, others) }));
}

function securityOf(secured: SecuredColumn | undefined): object {
  return { IsSecured: secured !== undefined, CanBeSecuredForRead: secured?.readableByAll !== true };
}

function typeOf(name: string, kind: ColumnKind, { primaryKey, customers = [] }: TableDefinition): string {
  if (name === primaryKey) return 'Uniqueidentifier';
  if (name === 'statecode') return 'State';
  if (name === 'statuscode') return 'Status';
  return customers.includes(name) ? 'Customer' : TYPES[kind];
}

function optionSet(
  { logicalName, choices = {} }: TableDefinition,
  column: string,
  others: OtherChoices,
): unknown {
  const key = `${logicalName}.${column}`;
  const options = others[key] ?? choices[column] ?? SYSTEM_CHOICES[key] ?? [];
  return {
    Options: options.map(({ value, label }) => {
      const localized = { Label: label, LanguageCode: ENGLISH };
      return { Value: value, Label: { LocalizedLabels: [localized], UserLocalizedLabel: localized } };
    }),
  };
}
