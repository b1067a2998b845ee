import { systemClock } from '@spotler-connector/clock';
import {
  holdsInTime,
  inventedColumns,
  startServices,
  startWorkerProcess,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { countDeliveries, histogramText } from './delivery-counts.ts';
import { CANARY_DOMAIN, createLeakDetector } from './leak-detector.ts';
import { mutant } from './mutant.ts';
import { NO_LIMITS } from './no-limits.ts';
import type { Finding } from './proof.ts';

/** Size of the outage. */
export interface OutageOptions {
  /** Messages that wait, each about a record of its own. */
  readonly messages: number;
  /** Minutes for which Spotler answers nothing but 503, on the worker's compressed clock. */
  readonly outageMinutes: number;
  /** Whether reading still works, so that every probe gets through. Default false: nothing works. */
  readonly reads?: boolean | undefined;
}

/** More requests than come while a system is down. */
const EVERY_REQUEST = 1_000_000;
/** Every endpoint that a sync may write with. */
const SYNCS = ['POST /contact', 'POST /contact/list', 'PUT /contact/{externalId}'] as const;
const MAX_DELIVERIES = 3;
const QUEUE = 'proof';
/**
 * The factor by which time is compressed: a minute is a second. Every duration that the worker waits is
 * divided by it, and the lock of five seconds, the shortest there is, stands for five minutes, the longest
 * there is.
 */
const COMPRESSION = 60;

/**
 * Spotler is down while messages wait. Holds when afterwards all of them are handled, none is dead-lettered,
 * and none was delivered more than three times. An outage longer than a minute is longer than any message is
 * held.
 */
export async function outage(
  { messages, outageMinutes, reads = false }: OutageOptions,
  mutants: readonly string[] = [],
): Promise<Finding> {
  const services = await startServices({
    queue: { name: QUEUE, options: { lockDuration: 'PT5S', maxDeliveryCount: 10 } },
    dataverse: { serviceProtection: NO_LIMITS },
  });
  const leaks = createLeakDetector();
  const deliveries = countDeliveries(services.serviceBus, QUEUE);
  try {
    for (const endpoint of reads ? SYNCS : [undefined]) {
      services.spotler.faults.add({ kind: 'status', status: 503, times: EVERY_REQUEST, endpoint });
    }
    const ids: string[] = [];
    for (let n = 0; n < messages; n++) {
      ids.push(await services.dataverse.create('contact', inventedColumns('contact', n, CANARY_DOMAIN)));
    }
    await services.dataverse.idle();
    const worker = await startWorkerProcess({
      environment: { ...workerEnvironment(services), SERVICE_BUS_QUEUE: QUEUE, LOG_LEVEL: 'debug' },
      imports: [mutant('compressed-time', { factor: COMPRESSION }), ...mutants],
      onLine: leaks.inspect,
    });
    await systemClock.sleep((outageMinutes * 60_000) / COMPRESSION);
    services.spotler.faults.clear();
    const counts = () => services.serviceBus.counts(QUEUE);
    await holdsInTime(() => counts().activeMessageCount === 0, { timeoutMs: 180_000 });
    await worker.stop();
    const missing = ids.filter((id) => services.spotler.contact(id) === undefined).length;
    const dead = counts().deadLetterMessageCount;
    return {
      holds: missing === 0 && dead === 0 && deliveries.most() <= MAX_DELIVERIES && leaks.count === 0,
      seen:
        `${messages} messages, ${outageMinutes} minutes of outage, time ${COMPRESSION} times as fast; ` +
        `${histogramText(deliveries.histogram())}; ${missing} not handled, ${dead} dead letters, ${leaks.count} leaks`,
    };
  } finally {
    await services.close();
  }
}
