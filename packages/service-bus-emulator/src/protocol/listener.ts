import { createServer, type Server, type Socket } from 'node:net';
import { systemClock } from '../clock.ts';
import type { ConnectionEvent } from '../emulator-event.ts';
import { AmqpConnection } from './amqp-connection.ts';
import type { Broker } from './broker.ts';
import type { LinkError } from './link.ts';
import { Router } from './router.ts';

export interface ListenerOptions {
  readonly host: string;
  readonly port: number;
}

const IDLE_TIME_OUT_MS = 60_000;
const MAX_FRAME_SIZE = 65_536;
/** How long clients may take to answer our goodbye before their sockets are cut. */
const GOODBYE_MS = 500;

/** The TCP port and the connections that came in by it. */
export class Listener {
  readonly #broker: Broker;
  readonly #server: Server;
  readonly #onEvent: (event: ConnectionEvent) => void;
  readonly #connections = new Set<AmqpConnection>();

  constructor(broker: Broker, onEvent: (event: ConnectionEvent) => void) {
    this.#onEvent = onEvent;
    this.#broker = broker;
    this.#server = createServer({ noDelay: true, pauseOnConnect: true }, (socket) => this.#accept(socket));
  }

  get connections(): ReadonlySet<AmqpConnection> {
    return this.#connections;
  }

  /** Begins to listen and tells the port. */
  listen({ host, port }: ListenerOptions): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => {
        const address = this.#server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  }

  /** Ends the open links that are chosen by their addresses, and tells how many they were. */
  detachLinks(isMeant: (address: string) => boolean, error: LinkError): number {
    const links = [...this.#connections].flatMap(({ links: all }) => all);
    const meant = links.filter(({ isOpen, address }) => isOpen && isMeant(address));
    for (const link of meant) link.close(error);
    return meant.length;
  }

  /** Takes leave of every peer and cuts those that do not answer. */
  async close(error: LinkError): Promise<void> {
    const isClosed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const connection of this.#connections) connection.close(error);
    const cancel = systemClock.callAt(systemClock.now() + GOODBYE_MS, () => {
      for (const connection of this.#connections) connection.destroy();
    });
    await isClosed;
    cancel();
  }

  #accept(socket: Socket): void {
    const router = new Router(this.#broker);
    const connection: AmqpConnection = new AmqpConnection(socket, {
      idleTimeOut: IDLE_TIME_OUT_MS,
      maxFrameSize: MAX_FRAME_SIZE,
      authenticate: (credentials) => router.authenticate(credentials),
      attached: (link, request) => router.attach(connection.hostname, link, request),
    });
    this.#connections.add(connection);
    this.#tell('connected');
    socket.on('close', () => {
      this.#connections.delete(connection);
      this.#tell('disconnected');
    });
    const { connectionDelay } = this.#broker.faults;
    if (connectionDelay === 0) socket.resume();
    else void systemClock.sleep(connectionDelay).then(() => socket.resume());
  }

  #tell(kind: ConnectionEvent['kind']): void {
    this.#onEvent({ kind, at: this.#broker.clock.now(), connections: this.#connections.size });
  }
}
