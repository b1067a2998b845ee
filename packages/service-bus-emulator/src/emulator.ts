import { createAdministrationHandler } from './administration/administration-handler.ts';
import { makeCertificate } from './certificate.ts';
import { systemClock } from './clock.ts';
import type { EmulatorEvent } from './emulator-event.ts';
import { settingsFrom } from './entity-options.ts';
import { createFaults } from './faults.ts';
import { inspectEntity } from './inspection.ts';
import type { OpenData } from './persistence/open-data.ts';
import { Broker } from './protocol/broker.ts';
import type { LinkError } from './protocol/link.ts';
import { Listener } from './protocol/listener.ts';
import type { AccessKey } from './protocol/sas-token.ts';
import { parseEntityPath, subscriptionPath } from './semantics/entity-path.ts';
import type { ServiceBusEmulator, ServiceBusEmulatorOptions } from './service-bus-emulator.ts';
import { readTopology } from './topology.ts';
import type { Topology } from './topology-codec.ts';
import { optionsFrom, ruleFrom } from './topology-settings.ts';

const LOOPBACK = '127.0.0.1';
const ANY_KEY = { name: 'RootManageSharedAccessKey', key: 'SAS_KEY_VALUE' };

/** Starts an emulator. Rejects when a port is taken or the topology is not valid. */
export async function startServiceBusEmulator(
  options: ServiceBusEmulatorOptions = {},
): Promise<ServiceBusEmulator> {
  const { clock = systemClock, accessKeys = [] } = options;
  const listeners = new Set<(event: EmulatorEvent) => void>();
  const onEvent = (event: EmulatorEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const data = await openFolder(options.dataFolder);
  const broker = new Broker({
    journal: data?.journal,
    clock,
    accessKeys,
    onEvent,
    onIdle: ({ path }) => operations.deleteEntity(path),
  });
  data?.restore(broker);
  if (options.topology !== undefined) build(broker, readTopology(options.topology));
  const listener: Listener = new Listener({
    broker,
    onEvent,
    handle: createAdministrationHandler({ broker, deleteEntity: (name) => operations.deleteEntity(name) }),
  });
  const operations = entityOperations(broker, listener);
  const ports = await listenAll(listener, options).catch((error: unknown) => {
    broker.close();
    data?.close();
    throw error;
  });
  const { port } = ports;
  const key = accessKeys[0] ?? ANY_KEY;
  return {
    ...operations,
    connectionString: connectionString(port, key),
    port,
    healthPort: ports.healthPort,
    tls: ports.tls && { ...ports.tls, connectionString: tlsConnectionString(ports.tls.port, key) },
    faults: createFaults(broker, listener),
    connectionStringOf: (keyName) => {
      const key = accessKeys.find(({ name }) => name === keyName);
      if (key === undefined) throw new TypeError(`There is no access key '${keyName}'.`);
      return connectionString(port, key);
    },
    close: async () => {
      broker.close();
      await listener.close(SHUTTING_DOWN);
      data?.close();
    },
    onEvent: (heard) => {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
  };
}

const SHUTTING_DOWN = { condition: 'amqp:connection:forced', description: 'The emulator is shutting down.' };

type EntityOperation =
  | 'createQueue'
  | 'createTopic'
  | 'createSubscription'
  | 'deleteEntity'
  | 'counts'
  | 'inspect';

function entityOperations(broker: Broker, listener: Listener): Pick<ServiceBusEmulator, EntityOperation> {
  return {
    createQueue: (name, options = {}) => void broker.namespace.createQueue(name, settingsFrom(options)),
    createTopic: (name, options = {}) => void broker.namespace.createTopic(name, settingsFrom(options)),
    createSubscription: (topic, name, options = {}) =>
      void broker.namespace.createSubscription(topic, name, settingsFrom(options), []),
    deleteEntity: (name) => {
      const addresses = new Set(broker.delete(name));
      listener.detachLinks((address) => {
        const { key, isManagement } = parseEntityPath(address);
        return addresses.has(key) && !isManagement;
      }, deleted(name));
    },
    counts: (name) => broker.namespace.counts(name),
    inspect: (name) => inspectEntity(broker.namespace.get(name), broker.clock.now()),
  };
}

function deleted(name: string): LinkError {
  return {
    condition: 'amqp:not-found',
    description: `The messaging entity '${name}' could not be found.`,
  };
}

function connectionString(port: number, { name, key }: Pick<AccessKey, 'name' | 'key'>): string {
  return `Endpoint=sb://${LOOPBACK}:${port};SharedAccessKeyName=${name};SharedAccessKey=${key};UseDevelopmentEmulator=true;`;
}

function tlsConnectionString(port: number, { name, key }: Pick<AccessKey, 'name' | 'key'>): string {
  return `Endpoint=sb://localhost:${port};SharedAccessKeyName=${name};SharedAccessKey=${key};`;
}

/** SQLite comes with Node since 22.5; it is loaded only for those who want it. */
async function openFolder(folder: string | undefined): Promise<OpenData | undefined> {
  if (folder === undefined) return undefined;
  const { openData } = await import('./persistence/open-data.ts');
  return openData(folder);
}

/** Opens every port that is asked for; one that is taken must not leave the others open. */
async function listenAll(
  listener: Listener,
  { host = LOOPBACK, port = 0, healthPort, tls }: ServiceBusEmulatorOptions,
) {
  try {
    const certificate = tls && (tls.certificate ?? makeCertificate([host]));
    return {
      port: await listener.listen(host, port),
      healthPort: healthPort === undefined ? undefined : await listener.listen(host, healthPort),
      tls: certificate && {
        port: await listener.listen(host, tls?.port ?? 0, certificate),
        webSocketPort:
          tls?.webSocketPort === undefined
            ? undefined
            : await listener.listen(host, tls.webSocketPort, certificate),
        certificate: certificate.cert,
      },
    };
  } catch (error) {
    await listener.close(SHUTTING_DOWN);
    throw error;
  }
}

/** Makes what a topology describes. What is there already, from before a restart, stays as it is. */
function build({ namespace }: Broker, { UserConfig }: Topology): void {
  const isNew = (path: string): boolean => namespace.find(path) === undefined;
  for (const { Queues = [], Topics = [] } of UserConfig.Namespaces) {
    for (const { Name, Properties } of Queues)
      if (isNew(Name)) namespace.createQueue(Name, settingsFrom(optionsFrom(Properties)));
    for (const { Name, Properties, Subscriptions = [] } of Topics) {
      if (isNew(Name)) namespace.createTopic(Name, settingsFrom(optionsFrom(Properties)));
      for (const { Name: subscription, Properties: settings, Rules = [] } of Subscriptions) {
        if (!isNew(subscriptionPath(Name, subscription))) continue;
        const rules = Rules.map(ruleFrom);
        namespace.createSubscription(Name, subscription, settingsFrom(optionsFrom(settings)), rules);
      }
    }
  }
}
