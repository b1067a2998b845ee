import type { Fault, Faults } from '../faults/fault.ts';
import type { Publisher } from '../publishing/publisher.ts';
import type { SimulatorOperations } from '../simulator-operations.ts';
import type { RowStore } from '../store/row-store.ts';
import type { ApiRequest, ApiResponse } from '../web-api/api-exchange.ts';
import type { Route } from '../web-api/http-server.ts';
import { orderJob } from './order-job.ts';
import { parseFault } from './parse-fault.ts';

type JsonObject = Record<string, unknown>;

const USAGE =
  'GET or POST /_simulator/<table>; GET, PATCH or DELETE /_simulator/<table>/<id>; ' +
  'POST /_simulator/<table>/<id>/restore, /hide, /show or /merge; POST or DELETE /_simulator/faults; GET /_simulator/messages; ' +
  'POST /_simulator/jobs with {"table": "contact", "id": "…"} orders an anonymization. ' +
  'Bodies are JSON objects.';

/** The commands below `/_simulator`, for people with curl. Rows are written by their columns' logical names. */
export function createCommands(
  store: RowStore,
  operations: SimulatorOperations,
  faults: Faults,
  publisher: Pick<Publisher, 'idle' | 'sent'>,
): Route {
  return async (request) => {
    const [table = '', id, action] = request.path.split('/').filter((segment) => segment !== '');
    const body = bodyOf(request.body);
    if (body === null) return answer(400, USAGE);
    if (table === 'faults') return onFaults(faults, request, body);
    if (table === 'jobs') return onJobs(operations, request, body);
    if (table === 'messages') return onMessages(publisher, request);
    if (!store.tables.some(({ logicalName }) => logicalName === table)) {
      return answer(404, `There is no table ${table}. ${USAGE}`);
    }
    if (id === undefined) return onTable(operations, table, request, body);
    try {
      return await onRow(operations, table, id.toLowerCase(), action, request, body);
    } catch {
      return answer(404, `There is no ${table} ${id}.`);
    }
  };
}

function onFaults(faults: Faults, request: ApiRequest, body: JsonObject): ApiResponse {
  if (request.method === 'DELETE') {
    faults.clear();
    return ok({});
  }
  const fault: Fault | null = parseFault(body);
  if (request.method !== 'POST' || fault === null) return answer(400, USAGE);
  faults.add(fault);
  return ok(fault);
}

async function onJobs(
  operations: SimulatorOperations,
  request: ApiRequest,
  body: JsonObject,
): Promise<ApiResponse> {
  const ordered = request.method === 'POST' ? orderJob(operations, body) : null;
  return ordered === null ? answer(400, USAGE) : ok({ id: await ordered });
}

/** How many messages were sent, once none is waiting to be. */
async function onMessages(
  publisher: Pick<Publisher, 'idle' | 'sent'>,
  request: ApiRequest,
): Promise<ApiResponse> {
  if (request.method !== 'GET') return answer(400, USAGE);
  await publisher.idle();
  return ok({ published: publisher.sent() });
}

async function onTable(
  operations: SimulatorOperations,
  table: string,
  request: ApiRequest,
  body: JsonObject,
): Promise<ApiResponse> {
  if (request.method === 'GET') return ok(operations.all(table));
  if (request.method === 'POST') return ok({ id: await operations.create(table, body) });
  return answer(400, USAGE);
}

async function onRow(
  operations: SimulatorOperations,
  table: string,
  id: string,
  action: string | undefined,
  request: ApiRequest,
  body: JsonObject,
): Promise<ApiResponse> {
  switch (`${request.method} ${action ?? 'row'}`) {
    case 'GET row':
      break;
    case 'PATCH row':
      await operations.update(table, id, body);
      break;
    case 'DELETE row':
      await operations.delete(table, id);
      return ok({});
    case 'POST restore':
      await operations.restore(table, id);
      break;
    case 'POST merge':
      await operations.merge(table, id, String(body['subordinateId']).toLowerCase());
      break;
    case 'POST hide':
      operations.hide(table, id);
      break;
    case 'POST show':
      operations.show(table, id);
      break;
    default:
      return answer(400, USAGE);
  }
  const row = operations.get(table, id);
  return row === null ? answer(404, `There is no ${table} ${id}.`) : ok(row);
}

function bodyOf(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text === '' ? '{}' : text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function ok(body: unknown): ApiResponse {
  return { status: 200, headers: {}, body };
}

function answer(status: number, message: string): ApiResponse {
  return { status, headers: {}, body: { message } };
}
