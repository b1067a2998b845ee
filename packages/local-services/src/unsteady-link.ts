import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A TCP proxy before a server on this machine whose connections can be cut and frozen. */
export interface UnsteadyLink {
  /** The port of the proxy. */
  readonly port: number;
  /** Cuts every connection. New ones work. */
  cut(): void;
  /** Lets nothing through, in either direction, until `thaw`. Nothing is closed. */
  freeze(): void;
  /** Lets everything through again. */
  thaw(): void;
  /** Ends it and its connections. */
  close(): void;
}

/** Opens the proxy to `target`. */
export async function openUnsteadyLink(target: number): Promise<UnsteadyLink> {
  const sockets = new Set<Socket>();
  let frozen = false;
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port: target, host: '127.0.0.1', noDelay: true });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.on('data', (piece) => to.write(piece));
      if (frozen) from.pause();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    freeze() {
      frozen = true;
      for (const socket of sockets) socket.pause();
    },
    thaw() {
      frozen = false;
      for (const socket of sockets) socket.resume();
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
