import { cachedBundle } from '@spotler-connector/bundling/testing';
import {
  type EmulatorProcess,
  type ServiceOptions,
  type Services,
  startEmulatorProcess,
  startServices,
  startWorkerProcess,
  type WorkerProcess,
  workerEnvironment,
} from '@spotler-connector/local-services';

const entry = await cachedBundle('worker');
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

/** A bundled worker on them, with every line that it writes. */
export async function aWorker(services: Services, environment: Record<string, string> = {}) {
  const lines: string[] = [];
  const worker: WorkerProcess = await startWorkerProcess({
    entry,
    environment: { ...workerEnvironment(services), LOG_LEVEL: 'debug', ...environment },
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
