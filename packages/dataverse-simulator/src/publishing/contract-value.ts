import { type Columns, isLookup } from '../store/row.ts';
import type { ColumnKind, TableDefinition } from '../store/table-definition.ts';

const CONTRACTS = 'http://schemas.microsoft.com/xrm/2011/Contracts';

/** Dataverse's collections are arrays of these. */
export interface KeyValue {
  readonly key: string;
  readonly value: unknown;
}

export function contractType(name: string): string {
  return `${name}:${CONTRACTS}`;
}

/**
 * Column values as the contract writes them. Images leave empty columns out, a Target writes them as null.
 */
export function attributesOf(columns: Columns, definition: TableDefinition, omitNull: boolean): KeyValue[] {
  return Object.entries(columns)
    .filter(([, value]) => !(omitNull && value === null))
    .map(([key, value]) => ({ key, value: contractValue(value, definition.columns[key]) }));
}

export function contractValue(value: unknown, kind: ColumnKind | undefined): unknown {
  if (value === null || value === undefined) return null;
  if (isLookup(value)) return entityReference(value.table, value.id, value.name);
  if (kind === 'choice') return optionSetValue(value);
  if (kind === 'choices' && Array.isArray(value)) return value.map(optionSetValue);
  if ((kind === 'instant' || kind === 'day') && typeof value === 'string')
    return contractDate(Date.parse(value));
  return value;
}

export function entityReference(table: string, id: string, name: string | null, typed = true): unknown {
  const reference = { Id: id, KeyAttributes: [], LogicalName: table, Name: name, RowVersion: null };
  return typed ? { __type: contractType('EntityReference'), ...reference } : reference;
}

/** Milliseconds since 1970, in UTC, as .NET's contract writes them. */
export function contractDate(milliseconds: number, offset = ''): string {
  return `/Date(${milliseconds}${offset})/`;
}

function optionSetValue(value: unknown): unknown {
  return { __type: contractType('OptionSetValue'), Value: value };
}
