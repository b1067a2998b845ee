import type { ApiResponse } from '../api-exchange.ts';
import { RowMissing, type SimulatorOperations } from '../simulator-operations.ts';
import { type Command, type CommandBody, type Commanded, ok, refused } from './command.ts';

/** Does something with a row. */
type RowAction = (
  operations: SimulatorOperations,
  table: string,
  id: string,
  body: CommandBody,
) => Promise<void>;

/** The names in a command's path. */
type Names = Parameters<Command>[2];

/** Actions of a POST to a row's path and this word. */
export const ROW_ACTIONS: Readonly<Record<string, RowAction>> = {
  restore: (operations, table, id) => operations.restore(table, id),
  merge: (operations, table, id, { subordinateId }) =>
    operations.merge(table, id, String(subordinateId).toLowerCase()),
  hide: async (operations, table, id) => operations.hide(table, id),
  show: async (operations, table, id) => operations.show(table, id),
  state: (operations, table, id, { statecode, statuscode }) =>
    operations.setState(table, id, { statecode: Number(statecode), statuscode: Number(statuscode) }),
};

/** Shows every row of a table. */
export function listRows({ operations }: Commanded, _: CommandBody, { table = '' }: Names): ApiResponse {
  return ok(operations.all(table));
}

/** Makes a row and gives its id. */
export async function createRow(
  { operations }: Commanded,
  body: CommandBody,
  { table = '' }: Names,
): Promise<ApiResponse> {
  return ok({ id: await operations.create(table, body) });
}

/** Deletes a row. */
export function deleteRow({ operations }: Commanded, _: CommandBody, { table = '', id = '' }: Names) {
  return whereThere(table, id, async () => {
    await operations.delete(table, id.toLowerCase());
    return ok({});
  });
}

/** Builds a command that does something with a row and shows what it is like then. */
export function onRow(action: RowAction): Command {
  return ({ operations }, body, { table = '', id = '' }) =>
    whereThere(table, id, async () => {
      await action(operations, table, id.toLowerCase(), body);
      const row = operations.get(table, id.toLowerCase());
      if (row === null) throw new RowMissing();
      return ok(row);
    });
}

async function whereThere(table: string, id: string, work: () => Promise<ApiResponse>): Promise<ApiResponse> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RowMissing)) throw error;
    return refused(404, `There is no ${table} ${id}.`);
  }
}
