import { cachedBundle } from '@spotler-connector/bundling/testing';
import {
  type EmulatorProcess,
  type ServiceAddresses,
  type ServiceOptions,
  type Services,
  startEmulatorProcess,
  startServices,
  startWorkerProcess,
  type WorkerProcess,
  workerEnvironment,
} from '@spotler-connector/local-services';

/** The bundled worker, which starts faster than its sources. */
export const entry = await cachedBundle('worker');
const running: (() => unknown)[] = [];

/** Has {@link endAll} end something too. */
export function endLater(end: () => unknown): void {
  running.push(end);
}

/** Ends everything that a test has started, the last first. */
export async function endAll(): Promise<void> {
  for (const end of running.splice(0).reverse()) await end();
}

/** Everything that the worker talks to. */
export async function theServices(options: ServiceOptions = {}): Promise<Services> {
  const services = await startServices(options);
  endLater(() => services.close());
  return services;
}

/**
 * A bundled worker on them, with every line that it writes. With `imports`, which are loaded into its process
 * first, it runs from its sources: mutants change them.
 */
export async function aWorker(
  services: ServiceAddresses,
  environment: Record<string, string> = {},
  imports: readonly string[] = [],
) {
  const lines: string[] = [];
  const worker: WorkerProcess = await startWorkerProcess({
    entry: imports.length === 0 ? entry : undefined,
    environment: { ...workerEnvironment(services), LOG_LEVEL: 'debug', ...environment },
    imports,
    onLine: (line) => lines.push(line),
  });
  endLater(() => worker.kill());
  return { worker, lines };
}

/** A Service Bus of its own that can be killed. */
export async function anEmulator(port?: number): Promise<EmulatorProcess> {
  const emulator = await startEmulatorProcess(port);
  endLater(() => emulator.kill());
  return emulator;
}
