import { systemClock } from '@spotler-connector/clock';
import {
  holdsInTime,
  inventedColumns,
  startServices,
  startWorkerProcess,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { CANARY_DOMAIN, createLeakDetector } from './leak-detector.ts';
import { mutant } from './mutant.ts';
import { NO_LIMITS } from './no-limits.ts';
import type { Finding } from './proof.ts';

const QUEUE = 'proof';
/** An hour, which is how long a token is good for, is one and a half seconds. */
const COMPRESSION = 2_400;
const TOKEN_MS = 3_600_000 / COMPRESSION;
const RECORDS = 30;
const EVERY_MS = 150;
/** More than a worker needs that receives messages at all. */
const MAX_DELAY_MS = 3_000;

/**
 * No token is ever renewed, as in azure-sdk-for-js#38467: a receiver whose token ran out is either deaf with
 * its link open, or is refused over and over. Records change for three lives of a token. Holds when all of
 * them are handled. The stall detector is taken out: it would notice as well, only later.
 */
export async function tokenRenewal(
  expired: 'mute' | 'detach',
  mutants: readonly string[] = [],
): Promise<Finding> {
  const services = await startServices({
    queue: { name: QUEUE, options: { lockDuration: 'PT5S', maxDeliveryCount: 10 } },
    dataverse: { serviceProtection: NO_LIMITS },
  });
  services.serviceBus.faults.breakRenewals({ lifeMs: TOKEN_MS, expired });
  const leaks = createLeakDetector();
  let rebuilds = 0;
  const worker = await startWorkerProcess({
    environment: { ...workerEnvironment(services), SERVICE_BUS_QUEUE: QUEUE, LOG_LEVEL: 'debug' },
    imports: [
      mutant('compressed-time', { factor: COMPRESSION }),
      mutant('short-lived-tokens', { factor: COMPRESSION }),
      mutant('without-stall-detector'),
      ...mutants,
    ],
    onLine(line) {
      leaks.inspect(line);
      if (/"event":"(client recycled|token refused)"/.test(line)) rebuilds += 1;
    },
  });
  try {
    const ids: string[] = [];
    for (let n = 0; n < RECORDS; n++) {
      ids.push(await services.dataverse.create('contact', inventedColumns('contact', n, CANARY_DOMAIN)));
      await systemClock.sleep(EVERY_MS);
    }
    const missing = () => ids.filter((id) => services.spotler.contact(id) === undefined).length;
    const handled = await holdsInTime(() => missing() === 0, { timeoutMs: MAX_DELAY_MS });
    return {
      holds: handled && leaks.count === 0,
      seen: `${RECORDS} records over ${(RECORDS * EVERY_MS) / TOKEN_MS} lives of a token, ${rebuilds} new clients, ${missing()} not handled, ${leaks.count} leaks`,
    };
  } finally {
    await worker.kill();
    await services.close();
  }
}
