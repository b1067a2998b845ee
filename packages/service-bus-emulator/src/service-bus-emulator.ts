import type { Certificate } from './certificate.ts';
import type { Clock } from './clock.ts';
import type { EmulatorEvent } from './emulator-event.ts';
import type { CreateQueueOptions, CreateTopicOptions } from './entity-options.ts';
import type { Faults } from './faults.ts';
import type { EntityInspection } from './inspection.ts';
import type { AccessKey } from './protocol/sas-token.ts';
import type { RuntimeCounts } from './semantics/queue-entity.ts';
import type { Topology } from './topology-codec.ts';

/** How the emulator is started. */
export interface ServiceBusEmulatorOptions {
  /** The address to listen on. Default 127.0.0.1; 0.0.0.0 lets containers and other machines in. */
  readonly host?: string | undefined;
  /** The TCP port for AMQP, HTTP and WebSockets without TLS; 0, the default, takes a free one. */
  readonly port?: number | undefined;
  /** The entities to begin with: a parsed `config.json` of the official emulator. Default: none. */
  readonly topology?: Topology | undefined;
  /** Listens with TLS, too. Default: only without. */
  readonly tls?: TlsOptions | undefined;
  /** A port more without TLS for `GET /health` and administration; 0 takes a free one. Default: none. */
  readonly healthPort?: number | undefined;
  /**
   * A folder to keep entities and messages in, so that they survive the process, however it ends. Default:
   * none; everything is in memory and ends with the process.
   */
  readonly dataFolder?: string | undefined;
  /**
   * Shared access keys. When there are any, every token is checked: signature, expiry, rights. Default: none,
   * so all is allowed.
   */
  readonly accessKeys?: readonly AccessKey[] | undefined;
  /** Where time comes from; see `createVirtualClock`. Default: the machine's. */
  readonly clock?: Clock | undefined;
}

/** How TLS is served. */
export interface TlsOptions {
  /** The TCP port for AMQP, HTTP and WebSockets over TLS; 0, the default, takes a free one. */
  readonly port?: number | undefined;
  /**
   * A port more with TLS, for clients that open WebSockets on 443 alone; 0 takes a free one. Default: none.
   */
  readonly webSocketPort?: number | undefined;
  /** The certificate to show. Default: one that is made at start, for localhost and this machine's name. */
  readonly certificate?: Certificate | undefined;
}

/** The facts that a client needs for TLS. */
export interface RunningTls {
  /** The TCP port. */
  readonly port: number;
  /** The port for WebSockets, undefined when none was asked for. */
  readonly webSocketPort: number | undefined;
  /** The certificate as PEM, to be trusted by clients, for instance by NODE_EXTRA_CA_CERTS. */
  readonly certificate: string;
  /** For clients of any age and language; the administration client takes it, too. */
  readonly connectionString: string;
}

/** A running emulator. */
export interface ServiceBusEmulator {
  /** For `new ServiceBusClient(…)`; with access keys, that of the first key. */
  readonly connectionString: string;
  /** The TCP port without TLS. */
  readonly port: number;
  /** Port, certificate and connection string of TLS; undefined when it is not served. */
  readonly tls: RunningTls | undefined;
  /** The port of `/health`, undefined when it is not served. */
  readonly healthPort: number | undefined;
  /** Makes things go wrong on demand. */
  readonly faults: Faults;
  /** The connection string of one access key. Throws when there is no key of this name. */
  connectionStringOf(keyName: string): string;
  /** Takes leave of every client, frees the ports and stops every timer. */
  close(): Promise<void>;
  /** Creates a queue. Throws when the name is taken or an option is not valid. */
  createQueue(name: string, options?: CreateQueueOptions): void;
  /** Creates a topic. Throws when the name is taken or an option is not valid. */
  createTopic(name: string, options?: CreateTopicOptions): void;
  /**
   * Creates a subscription with the one rule `$Default`, which takes everything. Throws when the topic does
   * not exist.
   */
  createSubscription(topic: string, name: string, options?: CreateQueueOptions): void;
  /**
   * Deletes a queue, a topic with its subscriptions, or `topic/Subscriptions/name`; its links are detached.
   * Throws when it does not exist.
   */
  deleteEntity(name: string): void;
  /**
   * How many messages a queue, a topic or `topic/Subscriptions/name` holds. Throws when it does not exist.
   */
  counts(name: string): RuntimeCounts;
  /** Everything that is known of an entity, message by message. Throws when it does not exist. */
  inspect(name: string): EntityInspection;
  /** Calls the listener for everything that happens; gives the function that ends it. */
  onEvent(listener: (event: EmulatorEvent) => void): () => void;
}
