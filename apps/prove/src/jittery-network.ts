import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from './random.ts';

/** A way to a server on this machine on which everything is late by a random time. */
export interface JitteryNetwork {
  port: number;
  close(): void;
}

/** Mostly hardly anything, at times a lot: only then does the later one overtake the earlier. In milliseconds. */
export function latenessMs(longestMs: number, random: Random): number {
  return random.below(6) === 0 ? random.below(longestMs) : random.below(2);
}

/** Opens a way to `port`; each piece that passes, there or back, waits up to `jitterMs`. Pieces keep their order. */
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
        await wait(latenessMs(jitterMs, random));
        to.write(piece);
      }
    } catch {
      // The other side is told by the events above.
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
