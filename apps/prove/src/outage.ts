import { setTimeout as wait } from 'node:timers/promises';
import {
  inventedColumns,
  startServices,
  startWorkerProcess,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { histogramText, watchDeliveries } from './delivery-watch.ts';
import { CANARY_DOMAIN, createLeakWatch } from './leak-watch.ts';
import { mutant } from './mutant.ts';
import { NO_LIMITS } from './no-limits.ts';
import type { Finding } from './proof.ts';

/** How bad it gets. */
export interface OutageOptions {
  /** Messages that wait, each about a record of its own. */
  messages: number;
  /** How long Spotler answers nothing but 503, in minutes as the worker feels them. */
  outageMinutes: number;
}

const SETTINGS = { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false };
/** More than anybody asks while a side is down. */
const EVERY_REQUEST = 1_000_000;
const MOST_DELIVERIES = 3;
const QUEUE = 'proof';
/**
 * So many times as fast as life does time go by: a minute is a second. All that the worker waits is divided by it,
 * and the lock of five seconds, the shortest there is, stands for five minutes, the longest there is.
 */
const COMPRESSION = 60;

/**
 * Spotler is down while messages wait. Holds when afterwards all of them are handled, none is dead-lettered, and
 * none was delivered more than three times. An outage longer than a minute is longer than any message is held.
 */
export async function outage(
  { messages, outageMinutes }: OutageOptions,
  mutants: readonly string[] = [],
): Promise<Finding> {
  const services = await startServices({
    queue: { name: QUEUE, options: { lockDuration: 'PT5S', maxDeliveryCount: 10 } },
    dataverse: { serviceProtection: NO_LIMITS },
  });
  const watch = createLeakWatch();
  const deliveries = watchDeliveries(services.serviceBus, QUEUE);
  try {
    services.spotler.faults.add({ kind: 'status', status: 503, times: EVERY_REQUEST });
    const ids: string[] = [];
    for (let n = 0; n < messages; n++) {
      ids.push(await services.dataverse.create('contact', inventedColumns('contact', n, CANARY_DOMAIN)));
    }
    await services.dataverse.idle();
    const worker = await startWorkerProcess({
      environment: { ...workerEnvironment(services, SETTINGS), SERVICE_BUS_QUEUE: QUEUE, LOG_LEVEL: 'debug' },
      imports: [mutant('compressed-time', { factor: COMPRESSION }), ...mutants],
      onLine: watch.look,
    });
    await wait((outageMinutes * 60_000) / COMPRESSION);
    services.spotler.faults.clear();
    const signal = AbortSignal.timeout(180_000);
    const counts = () => services.serviceBus.counts(QUEUE);
    while (counts().activeMessageCount > 0 && !signal.aborted) await wait(100);
    await worker.stop();
    const missing = ids.filter((id) => services.spotler.contact(id) === undefined).length;
    const dead = counts().deadLetterMessageCount;
    return {
      holds: missing === 0 && dead === 0 && deliveries.most() <= MOST_DELIVERIES && watch.leaks === 0,
      seen:
        `${messages} messages, ${outageMinutes} minutes of outage, time ${COMPRESSION} times as fast; ` +
        `${histogramText(deliveries.histogram())}; ${missing} not handled, ${dead} dead letters, ${watch.leaks} leaks`,
    };
  } finally {
    await services.close();
  }
}
