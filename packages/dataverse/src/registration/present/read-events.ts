import { toGuid } from '../../values/guid.ts';
import type { JsonObject } from '../../values/json-object.ts';
import { quoted } from '../../values/quoted.ts';
import type { DataverseConnection } from '../../web-api/connection.ts';
import { DataverseError } from '../../web-api/dataverse-error.ts';
import type { DesiredStep } from '../desired/desired.ts';

/** Reads rows of system tables. */
export type RegistrationReader = Pick<DataverseConnection, 'list' | 'columns'>;

/** The ids under which Dataverse knows an event of a table. */
export interface EventIds {
  readonly message: string;
  readonly table: string;
  readonly messageId: string;
  readonly filterId: string;
}

/**
 * The events of these steps that the environment has: rows of `sdkmessage`, and of `sdkmessagefilter`, which
 * is a message for one table.
 */
export async function readEvents(
  connection: RegistrationReader,
  steps: readonly Pick<DesiredStep, 'message' | 'table'>[],
): Promise<EventIds[]> {
  const messages = await connection.list(query('sdkmessages', 'sdkmessageid', ['name']), {
    filter: anyOf(
      'name',
      steps.map(({ message }) => quoted(message)),
    ),
  });
  const names = new Map(messages.map((row) => [toGuid(row['sdkmessageid']) ?? '', String(row['name'])]));
  if (names.size === 0) return [];
  const tables = [...new Set(steps.map(({ table }) => table))];
  const filters = await readFilters(tables, (some) =>
    connection.list(
      query('sdkmessagefilters', 'sdkmessagefilterid', ['primaryobjecttypecode', '_sdkmessageid_value']),
      {
        filter: `(${anyOf('primaryobjecttypecode', some.map(quoted))}) and (${anyOf('_sdkmessageid_value', names.keys())})`,
      },
    ),
  );
  return filters.flatMap((row) => {
    const [messageId, filterId] = [toGuid(row['_sdkmessageid_value']), toGuid(row['sdkmessagefilterid'])];
    const message = names.get(messageId ?? '');
    if (messageId === null || filterId === null || message === undefined) return [];
    return [{ message, table: String(row['primaryobjecttypecode']), messageId, filterId }];
  });
}

/**
 * Before the first registration there is no Spotler Job table. Whether Dataverse then finds no event of it or
 * refuses the whole query is not documented, so after a refusal each table is asked about by itself.
 */
async function readFilters(
  tables: readonly string[],
  read: (tables: readonly string[]) => Promise<JsonObject[]>,
): Promise<JsonObject[]> {
  try {
    return await read(tables);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const answers = await Promise.all(
      tables.map((table) =>
        read([table]).catch((reason: unknown) => {
          if (isRefusal(reason)) return null;
          throw reason;
        }),
      ),
    );
    // Then it is not about the table.
    if (answers.every((rows) => rows === null)) throw error;
    return answers.flatMap((rows) => rows ?? []);
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof DataverseError && error.kind === 'protocol';
}

function anyOf(column: string, values: Iterable<string>): string {
  return [...new Set(values)].map((value) => `${column} eq ${value}`).join(' or ');
}

function query(entitySet: string, primaryKey: string, columns: readonly string[]) {
  return { entitySet, primaryKey, columns: [primaryKey, ...columns], annotations: null };
}
