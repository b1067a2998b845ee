import {
  inventedColumns,
  QUEUE,
  startServices,
  startWorkerProcess,
  until,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { CANARY_DOMAIN, createLeakDetector } from './leak-detector.ts';
import { NO_LIMITS } from './no-limits.ts';
import type { Finding } from './proof.ts';

/** While Dataverse takes so long, hundreds more ask for a look at their records. */
const LATENCY_MS = 20;
const MAX_MS = 120_000;

/**
 * So many new contacts wait when a worker starts, which reads and creates them together. Holds when Spotler
 * has of each the address of its own record.
 */
export async function batches(contacts: number, mutants: readonly string[] = []): Promise<Finding> {
  const services = await startServices({
    dataverse: { latencyMs: LATENCY_MS, serviceProtection: NO_LIMITS },
  });
  const { dataverse, spotler, serviceBus } = services;
  const leaks = createLeakDetector();
  try {
    const ids: string[] = [];
    for (let n = 0; n < contacts; n++) {
      ids.push(await dataverse.create('contact', inventedColumns('contact', n, CANARY_DOMAIN)));
    }
    await dataverse.idle();
    const environment = workerEnvironment(services);
    const worker = await startWorkerProcess({ environment, imports: mutants, onLine: leaks.inspect });
    try {
      await until(() => serviceBus.counts(QUEUE).activeMessageCount === 0, { timeoutMs: MAX_MS });
    } finally {
      await worker.kill();
    }
    const wrong = ids.filter((id) => {
      const address = dataverse.get('contact', id)?.['emailaddress1'];
      return spotler.contact(id)?.properties['email'] !== address;
    });
    const created = spotler.requests().length;
    return {
      holds: wrong.length === 0 && leaks.count === 0 && created < contacts / 2,
      seen: `${contacts} contacts with ${created} requests to Spotler, ${leaks.count} leaks, ${wrong.length} wrong`,
    };
  } finally {
    await services.close();
  }
}
