import type { Server as HttpServer, RequestListener } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer as createTlsServer } from 'node:tls';
import type { Certificate } from '../certificate.ts';
import { systemClock } from '../clock.ts';
import type { ConnectionEvent } from '../emulator-event.ts';
import { createGateway } from '../http/gateway.ts';
import { AmqpConnection } from './amqp-connection.ts';
import type { Broker } from './broker.ts';
import { whenSpoken } from './first-bytes.ts';
import type { LinkError } from './link.ts';
import { listen } from './listen.ts';
import { Router } from './router.ts';

const IDLE_TIME_OUT_MS = 60_000;
const MAX_FRAME_SIZE = 65_536;
/** How long clients may take to answer our goodbye before their sockets are cut. */
const GOODBYE_MS = 500;

export interface ListenerOptions {
  readonly broker: Broker;
  readonly onEvent: (event: ConnectionEvent) => void;
  /** Answers what is asked over HTTP. */
  readonly handle: RequestListener;
}

/** The ports, and the connections that came in by them. Each port takes AMQP, HTTP and WebSockets. */
export class Listener {
  readonly #broker: Broker;
  readonly #onEvent: (event: ConnectionEvent) => void;
  readonly #gateway: HttpServer;
  readonly #servers = new Set<Server>();
  readonly #sockets = new Set<Socket>();
  readonly #connections = new Set<AmqpConnection>();

  constructor({ broker, onEvent, handle }: ListenerOptions) {
    this.#onEvent = onEvent;
    this.#broker = broker;
    this.#gateway = createGateway({ handle, onAmqp: (stream) => this.#serve(stream) });
  }

  get connections(): ReadonlySet<AmqpConnection> {
    return this.#connections;
  }

  /** Begins to listen on a port and tells which it is; with a certificate, over TLS. */
  async listen(host: string, port: number, certificate?: Certificate): Promise<number> {
    const accept = (socket: Socket): void => this.#accept(socket);
    const server =
      certificate === undefined
        ? createServer({ noDelay: true, pauseOnConnect: true }, accept)
        : createTlsServer({ ...certificate, noDelay: true }, accept);
    // A client that does not trust our certificate, or is no client of TLS, is its own affair.
    server.on('tlsClientError', () => undefined);
    server.on('connection', (socket: Socket) => this.#track(socket));
    this.#servers.add(server);
    return listen(server, host, port);
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
    const closed = [...this.#servers].map(
      (server) => new Promise<void>((resolve) => server.close(() => resolve())),
    );
    for (const connection of this.#connections) connection.close(error);
    const cut = (): void => {
      for (const socket of this.#sockets) socket.destroy();
    };
    const cancel = systemClock.callAt(
      systemClock.now() + (this.#connections.size === 0 ? 0 : GOODBYE_MS),
      cut,
    );
    this.#gateway.closeAllConnections();
    await Promise.all(closed);
    cancel();
  }

  #track(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
  }

  #accept(socket: Socket): void {
    socket.on('error', () => undefined);
    whenSpoken(socket, (isHttp) => {
      if (isHttp) this.#gateway.emit('connection', socket);
      else this.#serve(socket);
      socket.resume();
    });
    const { connectionDelay } = this.#broker.faults;
    if (connectionDelay === 0) socket.resume();
    else {
      socket.pause();
      void systemClock.sleep(connectionDelay).then(() => socket.resume());
    }
  }

  #serve(stream: Duplex): void {
    const router = new Router(this.#broker);
    const connection: AmqpConnection = new AmqpConnection(stream, {
      idleTimeOut: IDLE_TIME_OUT_MS,
      maxFrameSize: MAX_FRAME_SIZE,
      authenticate: (credentials) => router.authenticate(credentials),
      attached: (link, request) => router.attach(connection.hostname, link, request),
    });
    this.#connections.add(connection);
    this.#tell('connected');
    stream.on('close', () => {
      this.#connections.delete(connection);
      this.#tell('disconnected');
    });
  }

  #tell(kind: ConnectionEvent['kind']): void {
    this.#onEvent({ kind, at: this.#broker.clock.now(), connections: this.#connections.size });
  }
}
