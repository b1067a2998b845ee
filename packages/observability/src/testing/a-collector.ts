import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
export interface Received {
  path: string;
  headers: NodeJS.Dict<string | string[]>;
  body: Buffer;
}

/** Something that takes OTLP and keeps the bytes. */
export interface Collector {
  endpoint: string;
  received: Received[];
  /** Everything received for a signal, as text. Protobuf leaves texts as they are. */
  text(signal: 'metrics' | 'traces'): string;
  close(): Promise<void>;
}

/** Starts a collector on a free port of this machine. It answers `status`, or nothing at all. */
export async function aCollector(status: number | 'silence' = 200): Promise<Collector> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) });
      if (status !== 'silence') response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    received,
    text: (signal) =>
      received
        .filter(({ path }) => path.endsWith(`/v1/${signal}`))
        .map(({ body }) => body.toString('latin1'))
        .join('\n'),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
