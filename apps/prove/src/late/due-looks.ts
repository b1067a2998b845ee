import { systemClock } from '@spotler-connector/clock';
import { lookMessage } from '@spotler-connector/dataverse';
import {
  inventedColumns,
  QUEUE,
  registerServices,
  type Services,
  type SettledLine,
  sendAll,
  startServices,
  startWorkerProcess,
  until,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { CANARY_DOMAIN, createLeakDetector } from '../leak-detector.ts';
import { NO_LIMITS } from '../no-limits.ts';
import type { Finding } from '../proof.ts';

/** Options of {@link dueLooks}. */
export interface DueLooksOptions {
  /** Second looks that wait in the queue. More than a worker has in hand. */
  readonly looks: number;
  /** Modules that make mutants of the worker. */
  readonly mutants?: readonly string[] | undefined;
}

/** The worker has so many messages in hand, and works on a quarter of them. */
const IN_HAND = 1_000;
const MAX_WAIT_MS = 600_000;

/**
 * Second looks that are all due, as after a night without workers, and behind them in the queue a change.
 * Holds when the change, once the worker has it in hand, overtakes most of the looks that it has in hand as
 * well, and all looks are done in the end.
 */
export async function dueLooks({ looks, mutants = [] }: DueLooksOptions): Promise<Finding> {
  const services = await startServices({ registered: false, dataverse: { serviceProtection: NO_LIMITS } });
  const leaks = createLeakDetector();
  try {
    await sendLooks(services, looks);
    await registerServices(services.dataverse, services.serviceBus, { queue: QUEUE });
    const changed = await services.dataverse.create('contact', inventedColumns('contact', 0, CANARY_DOMAIN));
    await services.dataverse.idle();
    const settled: SettledLine[] = [];
    const begun = systemClock.monotonic();
    let changeAt = 0;
    const worker = await startWorkerProcess({
      environment: { ...workerEnvironment(services), LOG_LEVEL: 'debug' },
      imports: mutants,
      onLine: leaks.inspect,
      onSettled(line) {
        settled.push(line);
        if (line.recordId === changed) changeAt = systemClock.monotonic();
      },
    });
    await until(() => settled.length === looks + 1, { timeoutMs: MAX_WAIT_MS });
    const endedAt = systemClock.monotonic();
    await worker.kill();
    const before = settled.findIndex(({ recordId }) => recordId === changed);
    const after = looks - before;
    const { deadLetterMessageCount: dead } = services.serviceBus.counts(QUEUE);
    return {
      holds: after >= IN_HAND / 2 && dead === 0 && leaks.count === 0,
      seen:
        `${looks} looks in ${inSeconds(endedAt - begun)}, the change after ${before} of them and ` +
        `${inSeconds(changeAt - begun)}, ${dead} dead letters, ${leaks.count} leaks`,
    };
  } finally {
    await services.close();
  }
}

/** People who refuse e-mail and are gone from Spotler already. */
async function sendLooks({ dataverse, serviceBus }: Services, looks: number): Promise<void> {
  const { organizationId } = dataverse;
  const erasedAt = systemClock.now();
  const bodies: ReturnType<typeof lookMessage>[] = [];
  for (let n = 0; n < looks; n++) {
    const columns = { ...inventedColumns('contact', n, CANARY_DOMAIN), donotemail: true };
    const id = await dataverse.create('contact', columns);
    const ref = { table: 'contact', id } as const;
    bodies.push(lookMessage({ ref, reason: 'second-look', organizationId, contactId: id, erasedAt }));
  }
  await sendAll(
    serviceBus.connectionString,
    bodies.map((body) => ({ body, contentType: 'application/json' })),
  );
}

function inSeconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}
