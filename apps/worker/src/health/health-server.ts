import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers the two probes of a container platform, and whoever collects metrics. */
export interface Health {
  /** Whether the worker takes messages, and why not when it does not. No personal data. */
  readiness(): { ready: boolean; reasons: readonly string[] };
  /** Every metric in Prometheus's text form. No personal data. */
  metrics(): Promise<string>;
  /** Called with a bug that kept it from answering. */
  onError(error: unknown): void;
}

/** The health port can't be listened on. Its text is for who started the worker. */
export class HealthPortError extends Error {
  override readonly name = 'HealthPortError';

  constructor(port: number, options: { cause: unknown }) {
    super(
      `Port ${port} can't be listened on. Set HEALTH_PORT to another one, or to 0 for any that is free.`,
      options,
    );
  }
}

/** The health server, listening. */
export interface HealthServer {
  /** The port it listens on. */
  readonly port: number;
  /** Stops listening. */
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/**
 * Answers `/livez` (200 while the process lives), `/readyz` (200, or 503 with the reasons) and `/metrics` on
 * `port`; 0 takes a free one. Rejects with a {@link HealthPortError} when the port is in use.
 */
export async function startHealthServer(port: number, health: Health): Promise<HealthServer> {
  const server = createServer(async (request, response) => {
    const path = request.url?.split('?')[0];
    const { status, type, text } = await answerOrSayWhyNot(path, health);
    response.writeHead(status, { 'content-type': type }).end(text);
  });
  await listen(server, port);
  return {
    port: portOf(server.address()),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerOrSayWhyNot(path: string | undefined, health: Health): Promise<Answer> {
  try {
    return await answer(path, health);
  } catch (error) {
    health.onError(error);
    return json(500, { error: 'No metrics' });
  }
}

async function answer(path: string | undefined, health: Health): Promise<Answer> {
  switch (path) {
    case '/livez':
      return json(200, { live: true });
    case '/readyz': {
      const readiness = health.readiness();
      return json(readiness.ready ? 200 : 503, readiness);
    }
    case '/metrics':
      return { status: 200, type: 'text/plain; version=0.0.4', text: await health.metrics() };
    default:
      return json(404, { error: 'Ask for /livez, /readyz or /metrics' });
  }
}

function json(status: number, body: unknown): Answer {
  return { status, type: 'application/json', text: JSON.stringify(body) };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new HealthPortError(port, { cause })));
    server.listen(port, resolve);
  });
}
