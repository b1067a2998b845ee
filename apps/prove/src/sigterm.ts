import { systemClock } from '@spotler-connector/clock';
import {
  holdsInTime,
  inventedColumns,
  startServices,
  startWorkerProcess,
  type WorkerProcess,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { countDeliveries } from './delivery-counts.ts';
import { CANARY_DOMAIN, createLeakDetector } from './leak-detector.ts';
import { NO_LIMITS } from './no-limits.ts';
import type { Finding } from './proof.ts';

const QUEUE = 'proof';
const GRACE_SECONDS = 10;
/** The messages in hand when the signal comes take about a second at this latency. */
const SPOTLER_MS = 100;
const EVERY_REQUEST = 1_000_000;

/**
 * One of two workers gets SIGTERM while many messages wait and both have their hands full. Holds when it
 * exits 0 within its grace time, no lock runs out (the broker says so), and the other worker handles
 * everything that is left.
 */
export async function sigterm(messages: number, mutants: readonly string[] = []): Promise<Finding> {
  const services = await startServices({
    queue: { name: QUEUE, options: { lockDuration: 'PT5S', maxDeliveryCount: 10 } },
    dataverse: { serviceProtection: NO_LIMITS },
  });
  services.spotler.faults.add({ kind: 'latency', ms: SPOTLER_MS, times: EVERY_REQUEST });
  const leaks = createLeakDetector();
  const deliveries = countDeliveries(services.serviceBus, QUEUE);
  function start(): Promise<WorkerProcess> {
    return startWorkerProcess({
      environment: {
        ...workerEnvironment(services),
        SERVICE_BUS_QUEUE: QUEUE,
        SHUTDOWN_GRACE_SECONDS: String(GRACE_SECONDS),
        LOG_LEVEL: 'debug',
      },
      imports: mutants,
      onLine: leaks.inspect,
    });
  }
  const [leaving, staying] = await Promise.all([start(), start()]);
  try {
    const ids: string[] = [];
    for (let n = 0; n < messages; n++) {
      ids.push(await services.dataverse.create('contact', inventedColumns('contact', n, CANARY_DOMAIN)));
    }
    await leaving.untilSettled(messages / 10);
    const waiting = services.serviceBus.counts(QUEUE).activeMessageCount;
    const signalled = systemClock.monotonic();
    const code = await leaving.stop();
    const tookMs = systemClock.monotonic() - signalled;
    await holdsInTime(() => services.serviceBus.counts(QUEUE).activeMessageCount === 0, {
      timeoutMs: 300_000,
    });
    const { expiredLocks } = deliveries;
    const missing = ids.filter((id) => services.spotler.contact(id) === undefined).length;
    const dead = services.serviceBus.counts(QUEUE).deadLetterMessageCount;
    const inTime = code === 0 && tookMs < GRACE_SECONDS * 1_000;
    return {
      holds: inTime && waiting > 0 && expiredLocks === 0 && missing === 0 && dead === 0 && leaks.count === 0,
      seen:
        `SIGTERM while ${waiting} of ${messages} messages waited: exit ${code} after ${(tookMs / 1_000).toFixed(1)} s ` +
        `of ${GRACE_SECONDS}, ${expiredLocks} locks ran out, ${missing} not handled, ${dead} dead letters, ${leaks.count} leaks`,
    };
  } finally {
    await Promise.all([leaving.kill(), staying.kill()]);
    await services.close();
  }
}
