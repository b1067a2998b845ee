import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createCommands } from './commands/handle-command.ts';
import type { DataverseSimulator } from './dataverse-simulator.ts';
import type { DataverseSimulatorOptions } from './dataverse-simulator-options.ts';
import { createFaults, type Faults } from './faults/fault.ts';
import { createServiceProtection } from './faults/service-protection.ts';
import { publishChanges } from './publishing/change-publisher.ts';
import { createPublisher } from './publishing/publisher.ts';
import { stepsForAll } from './publishing/registered-step.ts';
import { connectServiceBus } from './publishing/service-bus-sender.ts';
import { createSimulatedOrganization } from './simulated-organization.ts';
import { simulatorOperations } from './simulator-operations.ts';
import { createRowStore } from './store/row-store.ts';
import { spotlerJobTable } from './store/spotler-job-table.ts';
import { ACCOUNT, CONTACT, LEAD } from './store/table-definition.ts';
import { answerRequests } from './web-api/answer-request.ts';
import type { ApiServices } from './web-api/handle-request.ts';
import { closeServer, listen, type Route } from './web-api/http-server.ts';

/** @throws when the port is taken (`code` is `EADDRINUSE`), or the connection string is none. */
export async function startDataverseSimulator(
  options: DataverseSimulatorOptions = {},
): Promise<DataverseSimulator> {
  const now = options.now ?? Date.now;
  const broker = options.serviceBus === undefined ? null : connectServiceBus(options.serviceBus);
  const publisher = createPublisher(options.publisher ?? broker?.send ?? (async () => {}), options.onGivenUp);
  const tables = [CONTACT, LEAD, ACCOUNT, spotlerJobTable(), ...(options.tables ?? [])];
  const steps = options.steps ?? stepsForAll(tables.map(({ logicalName }) => logicalName));
  const organization = createSimulatedOrganization();
  const onChange = publishChanges(steps, tables, organization, publisher, options.delivery ?? {});
  const store = createRowStore(tables, { now, newId: randomUUID, onChange });
  const hidden = new Set<string>();
  const isInvisible = (table: string, id: string) => hidden.has(`${table} ${id}`);
  const services: ApiServices = { store, organization, baseUrl: '', isInvisible, now };
  const faults = createFaults();
  const webApi = createWebApi(services, faults, options);
  const operations = simulatorOperations(store, hidden);
  const routes = new Map([
    ['/api/data/v9.2/', webApi.route],
    ['/_simulator', createCommands(store, operations, faults, publisher)],
  ]);
  const server = await listen(routes, options.port ?? 0, options.host).catch(async (error: unknown) => {
    await broker?.close();
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
    fail: faults.add,
    clearFaults: faults.clear,
    requests: webApi.requests,
    idle: publisher.idle,
    published: publisher.sent,
    close: async () => {
      await closeServer(server);
      await publisher.close();
      await broker?.close();
    },
  };
}

function createWebApi(
  services: ApiServices,
  faults: Faults,
  { serviceProtection = {}, latencyMs = 0 }: DataverseSimulatorOptions,
): { route: Route; requests(): number } {
  let requests = 0;
  const onRequest = () => {
    requests += 1;
  };
  const protection = createServiceProtection(serviceProtection, services.now);
  return {
    route: answerRequests(services, { faults, protection, latencyMs, onRequest }),
    requests: () => requests,
  };
}

function reachable(host = '127.0.0.1'): string {
  return host === '0.0.0.0' ? '127.0.0.1' : host;
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
