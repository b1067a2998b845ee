import { setTimeout as wait } from 'node:timers/promises';
import {
  inventedColumns,
  QUEUE,
  startServices,
  startWorkerProcess,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { CANARY_DOMAIN, createLeakWatch } from './leak-watch.ts';
import { NO_LIMITS } from './no-limits.ts';
import type { Finding } from './proof.ts';

/** How bad it gets. */
export interface OutageOptions {
  /** Messages that wait, each about a record of its own. */
  messages: number;
  /** How long Spotler answers nothing but 503, in milliseconds. */
  outageMs: number;
}

const SETTINGS = { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false };
/** More than anybody asks while a side is down. */
const EVERY_REQUEST = 1_000_000;
const MOST_DELIVERIES = 3;

/**
 * Spotler is down while messages wait. Holds when afterwards all of them are handled, none is dead-lettered, and
 * none was delivered more than three times. An outage longer than a minute is longer than any message is held.
 */
export async function outage(
  { messages, outageMs }: OutageOptions,
  mutants: readonly string[] = [],
): Promise<Finding> {
  const services = await startServices({ dataverse: { serviceProtection: NO_LIMITS } });
  const watch = createLeakWatch();
  try {
    services.spotler.faults.add({ kind: 'status', status: 503, times: EVERY_REQUEST });
    const ids: string[] = [];
    for (let n = 0; n < messages; n++) {
      ids.push(await services.dataverse.create('contact', inventedColumns('contact', n, CANARY_DOMAIN)));
    }
    await services.dataverse.idle();
    const worker = await startWorkerProcess({
      environment: { ...workerEnvironment(services, SETTINGS), LOG_LEVEL: 'debug' },
      imports: mutants,
      onLine: watch.look,
    });
    await wait(outageMs);
    services.spotler.faults.clear();
    const signal = AbortSignal.timeout(180_000);
    const counts = () => services.serviceBus.counts(QUEUE);
    while (counts().activeMessageCount > 0 && !signal.aborted) await wait(100);
    await worker.stop();
    const missing = ids.filter((id) => services.spotler.contact(id) === undefined).length;
    const deliveries = Math.max(...worker.settled.map(({ deliveryCount = 0 }) => deliveryCount));
    const dead = counts().deadLetterMessageCount;
    return {
      holds: missing === 0 && dead === 0 && deliveries <= MOST_DELIVERIES && watch.leaks === 0,
      seen: `${messages} messages, ${missing} not handled, ${dead} dead letters, at most ${deliveries} deliveries, ${watch.leaks} leaks`,
    };
  } finally {
    await services.close();
  }
}
