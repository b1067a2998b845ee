import type { RecordRef, Table } from '@spotler-connector/anonymization-policy';
import {
  inventedColumns,
  type ServiceOptions,
  type Services,
  startServices,
  startWorkerProcess,
  until,
  type WorkerProcess,
  workerEnvironment,
} from '@spotler-connector/local-services';

const DEFAULTS = { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false };
const CANARY = 'canary-7f3a.example';
/** The permissions that somebody gave who is a contact already. */
const OPTED_IN = [{ bit: 1, enabled: true }];

const running: { end: () => Promise<unknown> }[] = [];

/** Ends everything that a test has started. */
export async function endAll(): Promise<void> {
  for (const { end } of running.splice(0).reverse()) await end();
}

/** Everything on this machine, with one record in Dataverse. */
export async function aScene(table: Table = 'contact', options: ServiceOptions = {}) {
  const services = await startServices(options);
  running.push({ end: () => services.close() });
  const id = await services.dataverse.create(table, inventedColumns(table, 1, CANARY));
  const ref: RecordRef = { table, id };
  return { services, ref };
}

/** A worker on it, with every line that it writes. */
export async function aWorker(services: Services, environment: Record<string, string> = {}) {
  const lines: string[] = [];
  const worker: WorkerProcess = await startWorkerProcess({
    environment: { ...workerEnvironment(services, DEFAULTS), LOG_LEVEL: 'debug', ...environment },
    onLine: (line) => lines.push(line),
  });
  running.push({ end: () => worker.kill() });
  return { worker, lines };
}

/** Has the worker make the contact, and the contact opt in. */
export async function optIn({ spotler }: Services, { id }: RecordRef): Promise<void> {
  await until(() => spotler.contact(id) !== undefined);
  spotler.seed([{ externalId: id, properties: { permissions: OPTED_IN } }]);
}
