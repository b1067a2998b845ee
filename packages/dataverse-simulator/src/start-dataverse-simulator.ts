import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { type Clock, systemClock } from '@spotler-connector/clock';
import { createColumnSecurity } from './column-security/column-security.ts';
import { createCommands } from './commands/handle-command.ts';
import type { DataverseSimulator } from './dataverse-simulator.ts';
import type { DataverseSimulatorOptions } from './dataverse-simulator-options.ts';
import { answerNamed } from './faults/answer-fault.ts';
import { createFaults, type Faults } from './faults/fault.ts';
import { createServiceProtection } from './faults/service-protection.ts';
import { publishChanges } from './publishing/change-publisher.ts';
import type { Organization } from './publishing/execution-context.ts';
import {
  createRegisteredPublishing,
  type RegisteredPublishing,
} from './registration/registered-publishing.ts';
import { addSystemRows, addTableRows } from './registration/system-rows.ts';
import { SYSTEM_TABLES } from './registration/system-tables.ts';
import { createSimulatedOrganization } from './simulated-organization.ts';
import { simulatorOperations } from './simulator-operations.ts';
import type { RowChange } from './store/row.ts';
import { createRowStore, type RowStore } from './store/row-store.ts';
import { spotlerJobTable } from './store/spotler-job-table.ts';
import { ACCOUNT, CONTACT, LEAD } from './store/table-definition.ts';
import { answerRequests } from './web-api/answer-request.ts';
import type { ApiServices } from './web-api/handle-request.ts';
import { closeServer, listen, type Route } from './web-api/http-server.ts';

/**
 * Starts a simulator. @throws when the port is taken (`code` is `EADDRINUSE`), the connection string is none,
 * or no answer of the name of `absence` is known.
 */
export async function startDataverseSimulator(
  options: DataverseSimulatorOptions = {},
): Promise<DataverseSimulator> {
  const clock = options.clock ?? systemClock;
  const organization = createSimulatedOrganization(options.organizationId);
  const { store, publishing } = createPublishingStore(options, organization, clock);
  const hidden = new Set<string>();
  const isInvisible = (table: string, id: string) => hidden.has(`${table} ${id}`);
  const writes = { count: 0 };
  const security = createColumnSecurity();
  const faults = createFaults(() => store.tables);
  const services: ApiServices = {
    store,
    organization,
    baseUrl: '',
    isInvisible,
    absence: answerNamed(options.absence ?? 'absent'),
    security,
    now: clock.now,
    meetPart: faults.meetPart,
    changesInBatches: options.changesInBatches ?? 'followed',
    choices: options.choices ?? {},
    retained: options.retained ?? [],
    untracked: options.untracked ?? [],
    onWrite: () => {
      writes.count += 1;
    },
  };
  const webApi = createWebApi(services, faults, clock, options);
  const operations = simulatorOperations(store, hidden);
  const hasTable = (name: string) => store.tables.some(({ logicalName }) => logicalName === name);
  const routes = new Map([
    ['/api/data/v9.2/', webApi.route],
    ['/_simulator', createCommands({ operations, faults, security, publisher: publishing, hasTable })],
  ]);
  const server = await listen(routes, options.port ?? 0, options.host).catch(async (error: unknown) => {
    await publishing.close();
    throw error;
  });
  const port = portOf(server.address());
  const url = options.url ?? `http://${reachable(options.host)}:${port}`;
  organization.url = url;
  services.baseUrl = `${url}/api/data/v9.2/`;

  return {
    url,
    port,
    ...operations,
    columnSecurity: security,
    organizationId: organization.id,
    fail: faults.add,
    clearFaults: faults.clear,
    faultsMet: faults.met,
    requests: webApi.requests,
    writes: () => writes.count,
    idle: publishing.idle,
    published: publishing.sent,
    close: async () => {
      await closeServer(server);
      await publishing.close();
    },
  };
}

/** The rows, with what every organization has, and the publishing of what changes in them. */
function createPublishingStore(
  options: DataverseSimulatorOptions,
  organization: Organization,
  clock: Clock,
): { store: RowStore; publishing: RegisteredPublishing } {
  const jobs = options.bare === true ? [] : [spotlerJobTable()];
  const tables = [CONTACT, LEAD, ACCOUNT, ...jobs, ...(options.tables ?? [])];
  const publishing = createRegisteredPublishing(
    options.bare === true ? { steps: [], ...options } : options,
    tables.map(({ logicalName }) => logicalName),
  );
  const publish = publishChanges(
    () => publishing.steps(store),
    () => store.tables,
    organization,
    options.delivery ?? {},
  );
  const onChange = (change: RowChange) => {
    options.onChange?.(change);
    publish(change);
  };
  const store: RowStore = createRowStore([...tables, ...SYSTEM_TABLES], {
    now: clock.now,
    newId: randomUUID,
    onChange,
  });
  addSystemRows(store, SYSTEM_TABLES, organization);
  for (const table of tables) addTableRows(store, table);
  return { store, publishing };
}

function createWebApi(
  services: ApiServices,
  faults: Faults,
  clock: Clock,
  { serviceProtection = {}, latencyMs = 0 }: DataverseSimulatorOptions,
): { route: Route; requests(): number } {
  let requests = 0;
  const onRequest = () => {
    requests += 1;
  };
  const protection = createServiceProtection(serviceProtection, services.now);
  return {
    route: answerRequests(services, { faults, protection, latencyMs, clock, onRequest }),
    requests: () => requests,
  };
}

function reachable(host = '127.0.0.1'): string {
  return host === '0.0.0.0' ? '127.0.0.1' : host;
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
