import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createCommands } from './commands/handle-command.ts';
import type { SendPublication } from './publishing/change-publication.ts';
import type { Organization } from './publishing/execution-context.ts';
import { publicationOf } from './publishing/publication-of.ts';
import { createPublisher } from './publishing/publisher.ts';
import { connectServiceBus, type ServiceBusTarget } from './publishing/service-bus-sender.ts';
import type { Columns } from './store/row.ts';
import { createRowStore } from './store/row-store.ts';
import { ACCOUNT, CONTACT, LEAD, type TableDefinition } from './store/table-definition.ts';
import { handleRequest } from './web-api/handle-request.ts';
import { closeServer, listen } from './web-api/http-server.ts';

/** How a simulator starts. */
export interface DataverseSimulatorOptions {
  /** Port on 127.0.0.1. Default 0: a free one. */
  port?: number;
  /** Where change messages go. Default: nowhere. */
  serviceBus?: ServiceBusTarget;
  /** Takes change messages instead of a broker; rejecting makes the simulator try again. */
  publisher?: SendPublication;
  /** Tables besides contact, lead and account, such as the Spotler Job's. */
  tables?: readonly TableDefinition[];
  /** Told when a message was given up, after some 20 s of trying. */
  onGivenUp?: (error: unknown) => void;
}

/** A running Dataverse stand-in. */
export interface DataverseSimulator {
  /** Its organization URL, such as `http://127.0.0.1:8081`; the Web API is at `/api/data/v9.2/` below it. */
  url: string;
  port: number;
  /** Makes a row and publishes the change. Resolves to the row's id. @throws for an unknown table. */
  create(table: string, columns: Columns): Promise<string>;
  /** Changes columns of a row and publishes the change. @throws when there is no such row. */
  update(table: string, id: string, columns: Columns): Promise<void>;
  /** Deletes a row and publishes the change. @throws when there is no such row. */
  delete(table: string, id: string): Promise<void>;
  /** A row's columns by logical name, or null when there is none. */
  get(table: string, id: string): Columns | null;
  /** Resolves when every message that is due has been sent or given up. */
  idle(): Promise<void>;
  /** Messages sent so far. */
  published(): number;
  /** Stops listening, drops unsent messages and closes the connection to the broker. */
  close(): Promise<void>;
}

/** @throws when the port is taken (`code` is `EADDRINUSE`). */
export async function startDataverseSimulator(
  options: DataverseSimulatorOptions = {},
): Promise<DataverseSimulator> {
  const broker = options.serviceBus === undefined ? null : connectServiceBus(options.serviceBus);
  const send = options.publisher ?? broker?.send ?? (async () => {});
  const publisher = createPublisher(send, options.onGivenUp);
  const tables = [CONTACT, LEAD, ACCOUNT, ...(options.tables ?? [])];
  const organization: Organization = {
    id: randomUUID(),
    name: 'simulated',
    url: '',
    userId: randomUUID(),
    businessUnitId: randomUUID(),
  };
  const store = createRowStore(tables, {
    now: Date.now,
    newId: randomUUID,
    onChange: (change) => publisher.publish(publicationOf(change, tables, organization), 0),
  });
  const services = { store, organization, baseUrl: '', isInvisible: () => false };
  const routes = new Map([
    ['/api/data/v9.2/', (request: Parameters<typeof handleRequest>[0]) => handleRequest(request, services)],
    ['/_simulator', createCommands(store)],
  ]);
  const server = await listen(routes, options.port ?? 0);
  const port = portOf(server.address());
  const url = `http://127.0.0.1:${port}`;
  organization.url = url;
  services.baseUrl = `${url}/api/data/v9.2/`;

  return {
    url,
    port,
    create: async (table, columns) => store.create(table, columns, randomUUID()).id,
    update: async (table, id, columns) => {
      if (store.update(table, id, columns, randomUUID()) === null)
        throw new Error(`There is no ${table} ${id}`);
    },
    delete: async (table, id) => {
      if (!store.delete(table, id, randomUUID())) throw new Error(`There is no ${table} ${id}`);
    },
    get: (table, id) => store.get(table, id)?.columns ?? null,
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
