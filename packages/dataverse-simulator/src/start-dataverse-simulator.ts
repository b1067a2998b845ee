import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createCommands } from './commands/handle-command.ts';
import type { DataverseSimulator } from './dataverse-simulator.ts';
import type { DataverseSimulatorOptions } from './dataverse-simulator-options.ts';
import { createFaults } from './faults/fault.ts';
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
import { closeServer, listen } from './web-api/http-server.ts';

/** @throws when the port is taken (`code` is `EADDRINUSE`). */
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
  const faults = createFaults();
  let requests = 0;
  const services = {
    store,
    organization,
    baseUrl: '',
    isInvisible: (table: string, id: string) => hidden.has(`${table} ${id}`),
    now,
  };
  const answer = answerRequests(services, {
    faults,
    protection: createServiceProtection(options.serviceProtection ?? {}, now),
    latencyMs: options.latencyMs ?? 0,
    onRequest: () => {
      requests += 1;
    },
  });
  const operations = simulatorOperations(store, hidden);
  const routes = new Map([
    ['/api/data/v9.2/', answer],
    ['/_simulator', createCommands(store, operations, faults)],
  ]);
  const server = await listen(routes, options.port ?? 0).catch(async (error: unknown) => {
    await broker?.close();
    throw error;
  });
  const port = portOf(server.address());
  const url = `http://127.0.0.1:${port}`;
  organization.url = url;
  services.baseUrl = `${url}/api/data/v9.2/`;

  return {
    url,
    port,
    ...operations,
    fail: faults.add,
    clearFaults: faults.clear,
    requests: () => requests,
    idle: publisher.idle,
    published: publisher.sent,
    close: async () => {
      await closeServer(server);
      await publisher.close();
      await broker?.close();
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
