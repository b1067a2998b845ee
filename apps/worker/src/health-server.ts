import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the two probes of a container platform ask. */
export interface Health {
  /** Whether the worker takes messages, and why not when it does not. No personal data. */
  readiness(): { ready: boolean; reasons: readonly string[] };
}

/** The health server, listening. */
export interface HealthServer {
  /** The port it listens on. */
  port: number;
  /** Stops listening. */
  close(): Promise<void>;
}

/**
 * Answers `/livez` (200 while the process lives) and `/readyz` (200, or 503 with the reasons) on `port`; 0 takes
 * a free one. Rejects when the port is in use.
 */
export async function startHealthServer(port: number, health: Health): Promise<HealthServer> {
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    const { status, body } = answer(path, health);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await listen(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(path: string | undefined, health: Health): { status: number; body: unknown } {
  if (path === '/livez') return { status: 200, body: { live: true } };
  if (path !== '/readyz') return { status: 404, body: { error: 'Ask for /livez or /readyz' } };
  const readiness = health.readiness();
  return { status: readiness.ready ? 200 : 503, body: readiness };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
}
