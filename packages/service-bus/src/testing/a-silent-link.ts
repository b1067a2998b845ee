import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A network between a client and a server that can lose connections without a word. */
export interface SilentLink {
  /** The port that leads to the server. */
  readonly port: number;
  /** The server loses what is connected, and the client is not told. New connections work. */
  fallSilent(): void;
  /** Ends everything. */
  close(): void;
}

/** Opens a link to `target`, on a free port of this machine. */
export async function aSilentLink(target: number): Promise<SilentLink> {
  const pairs = new Map<Socket, Socket>();
  const silent = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    pairs.set(near, far);
    near.on('error', () => {}).on('close', () => far.destroy());
    far
      .on('error', () => {})
      .on('close', () => {
        if (!silent.has(near)) near.destroy();
      });
    near.pipe(far);
    far.pipe(near, { end: false });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    fallSilent() {
      for (const [near, far] of pairs) {
        silent.add(near);
        near.unpipe().resume();
        far.destroy();
      }
      pairs.clear();
    },
    close() {
      for (const near of [...pairs.keys(), ...silent]) near.destroy();
      server.close();
    },
  };
}
