import { createServer, type Server } from 'node:net';
import { systemClock } from './clock.ts';
import { type CreateQueueOptions, type CreateTopicOptions, settingsFrom } from './entity-options.ts';
import { type HealthServer, startHealthServer } from './health-server.ts';
import { AmqpConnection } from './protocol/amqp-connection.ts';
import { Broker } from './protocol/broker.ts';
import { Router } from './protocol/router.ts';
import type { RuntimeCounts } from './semantics/queue-entity.ts';
import { readTopology, type Topology } from './topology.ts';
import { optionsFrom, ruleFrom } from './topology-settings.ts';

/** How the emulator is started. */
export interface ServiceBusEmulatorOptions {
  /** The TCP port on 127.0.0.1; 0, the default, takes a free one. */
  readonly port?: number;
  /** The entities to begin with: a parsed `config.json` of the official emulator. Default: none. */
  readonly topology?: Topology;
  /** The port of `GET /health`; 0 takes a free one. Default: not served. */
  readonly healthPort?: number | undefined;
}

/** A running emulator. Its state is in memory and ends with it. */
export interface ServiceBusEmulator {
  /** For `new ServiceBusClient(…)`. */
  readonly connectionString: string;
  /** The TCP port it listens on. */
  readonly port: number;
  /** The port of `/health`, when it is served. */
  readonly healthPort: number | undefined;
  /** Takes leave of every client, frees the ports and stops every timer. */
  close(): Promise<void>;
  /** Creates a queue. Throws when the name is taken or an option is not valid. */
  createQueue(name: string, options?: CreateQueueOptions): void;
  /** Creates a topic. Throws when the name is taken or an option is not valid. */
  createTopic(name: string, options?: CreateTopicOptions): void;
  /** Creates a subscription that takes every message of its topic. Throws when the topic does not exist. */
  createSubscription(topic: string, name: string, options?: CreateQueueOptions): void;
  /** Deletes a queue, a topic with its subscriptions, or `topic/Subscriptions/name`; its links are detached. */
  deleteEntity(name: string): void;
  /** How many messages an entity holds. Throws when it does not exist. */
  counts(name: string): RuntimeCounts;
}

const HOST = '127.0.0.1';
const IDLE_TIME_OUT = 120_000;
const MAX_FRAME_SIZE = 65_536;
/** How long clients may take to answer our goodbye before their sockets are cut. */
const GOODBYE = 500;

/** Starts an emulator. Rejects when a port is taken or the topology is not valid. */
export const startServiceBusEmulator = async (
  options: ServiceBusEmulatorOptions = {},
): Promise<ServiceBusEmulator> => {
  const broker = new Broker(systemClock);
  if (options.topology !== undefined) build(broker, readTopology(options.topology));
  const connections = new Set<AmqpConnection>();
  const server = createServer({ noDelay: true }, (socket) => {
    const connection: AmqpConnection = new AmqpConnection(socket, {
      idleTimeOut: IDLE_TIME_OUT,
      maxFrameSize: MAX_FRAME_SIZE,
      attached: (_, link, request) => router.attach(link, request),
    });
    const router = new Router(broker, connection);
    connections.add(connection);
    socket.on('close', () => connections.delete(connection));
  });
  const port = await listen(server, options.port ?? 0);
  const health = options.healthPort === undefined ? undefined : await startHealthServer(options.healthPort);
  const key = 'SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE';
  return {
    connectionString: `Endpoint=sb://${HOST}:${port};${key};UseDevelopmentEmulator=true;`,
    port,
    healthPort: health?.port,
    close: () => shutDown(server, broker, connections, health),
    createQueue: (name, queueOptions = {}) =>
      void broker.namespace.createQueue(name, settingsFrom(queueOptions)),
    createTopic: (name, topicOptions = {}) =>
      void broker.namespace.createTopic(name, settingsFrom(topicOptions)),
    createSubscription: (topic, name, queueOptions = {}) =>
      void broker.namespace.createSubscription(topic, name, settingsFrom(queueOptions), []),
    deleteEntity: (name) => broker.delete(name),
    counts: (name) => broker.namespace.counts(name),
  };
};

const build = ({ namespace }: Broker, { UserConfig }: Topology): void => {
  for (const { Queues = [], Topics = [] } of UserConfig.Namespaces) {
    for (const { Name, Properties } of Queues)
      namespace.createQueue(Name, settingsFrom(optionsFrom(Properties)));
    for (const { Name, Properties, Subscriptions = [] } of Topics) {
      namespace.createTopic(Name, settingsFrom(optionsFrom(Properties)));
      for (const { Name: subscription, Properties: settings, Rules = [] } of Subscriptions) {
        namespace.createSubscription(
          Name,
          subscription,
          settingsFrom(optionsFrom(settings)),
          Rules.map(ruleFrom),
        );
      }
    }
  }
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });

const shutDown = async (
  server: Server,
  broker: Broker,
  connections: ReadonlySet<AmqpConnection>,
  health: HealthServer | undefined,
): Promise<void> => {
  broker.close();
  const isClosed = new Promise<void>((resolve) => server.close(() => resolve()));
  const error = { condition: 'amqp:connection:forced', description: 'The emulator is shutting down.' };
  for (const connection of connections) connection.close(error);
  const cut = setTimeout(() => {
    for (const connection of connections) connection.destroy();
  }, GOODBYE);
  await Promise.all([isClosed, health?.close()]);
  clearTimeout(cut);
};
