import type { DynamicsWebApi } from 'dynamics-web-api';
import type { JsonObject } from '../values/json-object.ts';
import { quoted } from '../values/quoted.ts';
import { classifyFailure, classifyReadFailure } from './classify-failure.ts';
import type { ReadingClient } from './reading-client.ts';
import { rowsOf } from './row-answer.ts';

/** Which facts of a table's columns. */
export interface ColumnsQuery {
  /** Logical name of the table. */
  readonly table: string;
  /** Only columns of this kind, such as `PicklistAttributeMetadata`. Default: all. */
  readonly kind?: string | undefined;
  /** Logical names of the columns. Default: all. */
  readonly names?: readonly string[] | undefined;
  /** Properties to read. */
  readonly properties: readonly string[];
  /** OData `$expand`. */
  readonly expand?: string | undefined;
}

/** The metadata of a table's columns. @throws {DataverseError} `protocol` for a table that is not there. */
export async function readColumns(
  client: Pick<ReadingClient, 'retrieveAttributes'>,
  { table, names, kind, properties, expand }: ColumnsQuery,
  signal: AbortSignal,
  now: number,
): Promise<JsonObject[]> {
  try {
    const answer: unknown = await client.retrieveAttributes({
      entityKey: keyOf(table),
      select: [...properties],
      castType: kind === undefined ? '' : `Microsoft.Dynamics.CRM.${kind}`,
      filter: names === undefined ? '' : anyOf(names),
      // Expanding the options of a choice takes this form only.
      queryParams: expand === undefined ? [] : [`$expand=${expand}`],
      signal,
    });
    return rowsOf(answer);
  } catch (error) {
    throw classifyReadFailure(error, now);
  }
}

/** POST of a column's definition. @throws {DataverseError} */
export async function createColumn(
  client: DynamicsWebApi,
  { table, definition }: { table: string; definition: JsonObject },
  signal: AbortSignal,
  now: number,
): Promise<void> {
  try {
    await client.createAttribute<unknown>({ entityKey: keyOf(table), data: { ...definition }, signal });
  } catch (error) {
    throw classifyFailure(error, now);
  }
}

function anyOf(names: readonly string[]): string {
  return names.map((name) => `LogicalName eq ${quoted(name)}`).join(' or ');
}

function keyOf(table: string): string {
  return `LogicalName='${table}'`;
}
