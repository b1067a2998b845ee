import { toGuid } from '../change-message/guid.ts';
import type { DataverseConnection } from '../web-api/connection.ts';
import type { DesiredStep } from './desired.ts';

/** Reads rows of system tables. */
export type RegistrationReader = Pick<DataverseConnection, 'list' | 'columns'>;

/** The ids under which Dataverse knows an event of a table. */
export interface EventIds {
  message: string;
  table: string;
  messageId: string;
  filterId: string;
}

/**
 * The events of these steps that the environment has: rows of `sdkmessage`, and of `sdkmessagefilter`, which is
 * a message for one table.
 */
export async function readEvents(
  connection: RegistrationReader,
  steps: readonly Pick<DesiredStep, 'message' | 'table'>[],
): Promise<EventIds[]> {
  const anyOf = (column: string, values: Iterable<string>) =>
    [...new Set(values)].map((value) => `${column} eq ${value}`).join(' or ');
  const messages = await connection.list(query('sdkmessages', 'sdkmessageid', ['name']), {
    filter: anyOf(
      'name',
      steps.map(({ message }) => `'${message}'`),
    ),
  });
  const names = new Map(messages.map((row) => [toGuid(row['sdkmessageid']) ?? '', String(row['name'])]));
  if (names.size === 0) return [];
  const tables = anyOf(
    'primaryobjecttypecode',
    steps.map(({ table }) => `'${table}'`),
  );
  const filters = await connection.list(
    query('sdkmessagefilters', 'sdkmessagefilterid', ['primaryobjecttypecode', '_sdkmessageid_value']),
    { filter: `(${tables}) and (${anyOf('_sdkmessageid_value', names.keys())})` },
  );
  return filters.flatMap((row) => {
    const [messageId, filterId] = [toGuid(row['_sdkmessageid_value']), toGuid(row['sdkmessagefilterid'])];
    const message = names.get(messageId ?? '');
    if (messageId === null || filterId === null || message === undefined) return [];
    return [{ message, table: String(row['primaryobjecttypecode']), messageId, filterId }];
  });
}

function query(entitySet: string, primaryKey: string, columns: readonly string[]) {
  return { entitySet, primaryKey, columns: [primaryKey, ...columns], annotations: null };
}
