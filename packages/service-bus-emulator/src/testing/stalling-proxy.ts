import { connect, createServer, type Socket } from 'node:net';

/** Stands between a client and the emulator and can stop reading from the emulator, as a slow client does. */
export interface StallingProxy {
  readonly port: number;
  stall(): void;
  resume(): void;
  close(): Promise<void>;
}

export function startStallingProxy(target: number): Promise<StallingProxy> {
  return new Promise((resolve) => {
    const upstreams = new Set<Socket>();
    const server = createServer((socket) => {
      const upstream = connect(target, '127.0.0.1');
      upstreams.add(upstream);
      socket.pipe(upstream);
      upstream.pipe(socket);
      for (const [one, other] of [
        [socket, upstream],
        [upstream, socket],
      ] as const) {
        one.on('error', () => undefined);
        one.on('close', () => other.destroy());
      }
    });
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : 0,
        stall: () => {
          for (const upstream of upstreams) upstream.unpipe().pause();
        },
        resume: () => {
          for (const upstream of upstreams) upstream.destroy();
        },
        close: () => new Promise((done) => server.close(() => done())),
      });
    });
  });
}
