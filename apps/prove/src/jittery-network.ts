import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { systemClock } from '@spotler-connector/clock';
import type { Random } from './random.ts';

/** A TCP proxy before a server on this machine that delays everything by a random time. */
export interface JitteryNetwork {
  /** The port of the proxy. */
  readonly port: number;
  /** Ends it and its connections. */
  close(): void;
}

/**
 * Draws a delay in milliseconds: mostly hardly any, at times a long one, since only then do later ones
 * overtake.
 */
export function delayMs(maxMs: number, random: Random): number {
  return random.below(6) === 0 ? random.below(maxMs) : random.below(2);
}

/**
 * Opens a proxy to `port`. Each piece, in either direction, is delayed by up to `jitterMs`; pieces keep their
 * order.
 */
export async function openJitteryNetwork(
  port: number,
  jitterMs: number,
  random: Random,
): Promise<JitteryNetwork> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port, host: '127.0.0.1', noDelay: true });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.on('error', () => to.destroy());
      void pass(from, to);
    }
  });

  async function pass(from: Socket, to: Socket): Promise<void> {
    try {
      for await (const piece of from) {
        await systemClock.sleep(delayMs(jitterMs, random));
        to.write(piece);
      }
    } catch {
      // The close and error events above end the other socket.
    }
    to.end();
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
