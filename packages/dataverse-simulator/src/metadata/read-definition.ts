import { badRequest } from '../odata-error.ts';
import type { ChoiceOption } from '../store/system-choices.ts';
import type { ColumnKind, TableDefinition } from '../store/table-definition.ts';

/** A column out of its metadata. */
export interface ReadColumn {
  readonly logicalName: string;
  readonly kind: ColumnKind;
  readonly options: readonly ChoiceOption[];
  /** The value of a new row; undefined for none. */
  readonly standard: unknown;
  readonly isName: boolean;
}

const KINDS: Readonly<Record<string, ColumnKind>> = {
  String: 'text',
  Memo: 'text',
  Integer: 'number',
  Boolean: 'flag',
  Picklist: 'choice',
  DateTime: 'instant',
  Lookup: 'lookup',
};
const TYPE = /^#?Microsoft\.Dynamics\.CRM\.(\w+)AttributeMetadata$/;

/** @throws {ODataError} 400 for a definition without a schema name, or of a kind that is not known. */
export function readColumn(definition: unknown): ReadColumn {
  const {
    SchemaName: name,
    '@odata.type': type,
    OptionSet: set,
    DefaultFormValue: standard,
    IsPrimaryName: isName,
  } = Object(definition);
  const kind = KINDS[TYPE.exec(String(type))?.[1] ?? ''];
  if (typeof name !== 'string' || kind === undefined)
    throw badRequest('A column has no schema name or type.');
  const options: unknown = Object(set)['Options'];
  return {
    logicalName: name.toLowerCase(),
    kind,
    options: Array.isArray(options) ? options.map(readOption) : [],
    standard: standard ?? undefined,
    isName: isName === true,
  };
}

/** The same table with a column more. */
export function withColumn(table: TableDefinition, column: ReadColumn, isCustomer = false): TableDefinition {
  const { logicalName, kind, options, standard } = column;
  return {
    ...table,
    columns: { ...table.columns, [logicalName]: kind },
    defaults: standard === undefined ? table.defaults : { ...table.defaults, [logicalName]: standard },
    choices: options.length === 0 ? (table.choices ?? {}) : { ...table.choices, [logicalName]: options },
    customers: isCustomer ? [...(table.customers ?? []), logicalName] : (table.customers ?? []),
  };
}

/** A new table. @throws {ODataError} 400 for one without a name column. */
export function readTable(definition: unknown): TableDefinition {
  const { SchemaName: name, Attributes: attributes } = Object(definition);
  const columns = Array.isArray(attributes) ? attributes.map(readColumn) : [];
  const primary = columns.find(({ isName }) => isName);
  if (typeof name !== 'string' || primary === undefined) throw badRequest('The table has no primary name.');
  const logicalName = name.toLowerCase();
  const bare: TableDefinition = {
    logicalName,
    entitySet: `${logicalName}s`,
    primaryKey: `${logicalName}id`,
    primaryName: primary.logicalName,
    columns: {
      createdon: 'instant',
      modifiedon: 'instant',
      ownerid: 'lookup',
      statecode: 'choice',
      statuscode: 'choice',
      versionnumber: 'number',
    },
    defaults: { statecode: 0, statuscode: 1 },
  };
  return columns.reduce((table, column) => withColumn(table, column), bare);
}

function readOption(option: unknown): ChoiceOption {
  const { Value: value, Label: label } = Object(option);
  const labels: unknown = Object(label)['LocalizedLabels'];
  return { value: Number(value), label: String(Object(Array.isArray(labels) ? labels[0] : {})['Label']) };
}
