import { isRight } from 'fp-ts/lib/Either.js';
import { TrieRouter } from 'hono/router/trie-router';
import * as t from 'io-ts';
import type { ApiRequest, ApiResponse } from '../api-exchange.ts';
import type { Route } from '../web-api/http-server.ts';
import { type Command, type CommandBody, type Commanded, ok, refused } from './command.ts';
import { orderJob } from './order-job.ts';
import { parseFault } from './parse-fault.ts';
import { createRow, deleteRow, listRows, onRow, ROW_ACTIONS } from './row-commands.ts';

const USAGE =
  'GET or POST /_simulator/<table>; GET, PATCH or DELETE /_simulator/<table>/<id>; ' +
  'POST /_simulator/<table>/<id>/restore, /hide, /show, /merge or /state; POST or DELETE /_simulator/faults; ' +
  'POST /_simulator/columns secures a column with {"table": "contact", "column": "…"}; GET /_simulator/messages; ' +
  'POST /_simulator/jobs with {"table": "contact", "id": "…"} orders an anonymization. ' +
  'Bodies are JSON objects.';

const securedColumn = t.intersection([
  t.type({ table: t.string, column: t.string }),
  t.partial({ granted: t.boolean, masked: t.boolean }),
]);

/** The first that fits counts, so tables come last: there is none of these names. */
const router = new TrieRouter<Command>();
router.add('POST', '/faults', addFault);
router.add('DELETE', '/faults', clearFaults);
router.add('POST', '/columns', secureColumn);
router.add('POST', '/jobs', orderAnonymization);
router.add('GET', '/messages', countMessages);
for (const taken of ['/faults', '/columns', '/jobs', '/messages']) router.add('ALL', taken, () => null);
router.add('GET', '/:table', listRows);
router.add('POST', '/:table', createRow);
router.add(
  'GET',
  '/:table/:id',
  onRow(async () => {}),
);
router.add(
  'PATCH',
  '/:table/:id',
  onRow((operations, table, id, body) => operations.update(table, id, body)),
);
router.add('DELETE', '/:table/:id', deleteRow);
for (const [word, action] of Object.entries(ROW_ACTIONS)) {
  router.add('POST', `/:table/:id/${word}`, onRow(action));
}

/**
 * The commands below `/_simulator`, for people with curl. Rows are written by their columns' logical names.
 */
export function createCommands(simulator: Commanded): Route {
  return async (request) => {
    const body = bodyOf(request);
    const [table = ''] = request.path.split('/').filter((segment) => segment !== '');
    const [found] = router.match(request.method, request.path)[0];
    if (body === null) return refused(400, USAGE);
    if (found === undefined) return simulator.hasTable(table) ? refused(400, USAGE) : noTable(table);
    const [command, names] = found;
    const named = namesIn(names);
    if (named['table'] !== undefined && !simulator.hasTable(named['table'])) return noTable(named['table']);
    return (await command(simulator, body, named)) ?? refused(400, USAGE);
  };
}

/** The router gives positions where it could not tell names at once. */
function namesIn(names: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

function noTable(table: string): ApiResponse {
  return refused(404, `There is no table ${table}. ${USAGE}`);
}

function addFault({ faults }: Commanded, body: CommandBody): ApiResponse | null {
  const fault = parseFault(body);
  if (fault === null) return null;
  faults.add(fault);
  return ok(fault);
}

function clearFaults({ faults }: Commanded): ApiResponse {
  faults.clear();
  return ok({});
}

function secureColumn({ security }: Commanded, body: CommandBody): ApiResponse | null {
  const column = securedColumn.decode(body);
  if (!isRight(column)) return null;
  security.secure(column.right);
  return ok(column.right);
}

async function orderAnonymization({ operations }: Commanded, body: CommandBody): Promise<ApiResponse | null> {
  const ordered = orderJob(operations, body);
  return ordered === null ? null : ok({ id: await ordered });
}

/** Says how many messages were sent, once none is waiting to be. */
async function countMessages({ publisher }: Commanded): Promise<ApiResponse> {
  await publisher.idle();
  return ok({ published: publisher.sent() });
}

function bodyOf({ body }: Pick<ApiRequest, 'body'>): CommandBody | null {
  try {
    const value: unknown = JSON.parse(body === '' ? '{}' : body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
