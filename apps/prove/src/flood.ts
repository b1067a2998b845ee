import {
  aChangeMessage,
  deadLetters,
  holdsInTime,
  inventedColumns,
  QUEUE,
  sendAll,
  startServices,
  startWorkerProcess,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { CANARY_DOMAIN, createLeakDetector } from './leak-detector.ts';
import { NO_LIMITS } from './no-limits.ts';
import type { Finding } from './proof.ts';

/**
 * Many messages at full concurrency: every third malformed, every third about a table that is none of ours,
 * so that settlements of both kinds come in the same tick. Holds when exactly the malformed ones are
 * dead-lettered.
 */
export async function flood(messages: number, mutants: readonly string[] = []): Promise<Finding> {
  const services = await startServices({ dataverse: { serviceProtection: NO_LIMITS } });
  const { connectionString } = services.serviceBus;
  const leaks = createLeakDetector();
  try {
    const ids: string[] = [];
    for (let n = 0; n < 100; n++) {
      ids.push(await services.dataverse.create('contact', inventedColumns('contact', n, CANARY_DOMAIN)));
    }
    await services.dataverse.idle();
    await sendAll(
      connectionString,
      Array.from({ length: messages }, (_, n) =>
        n % 3 === 0
          ? { body: { number: n, sender: `x@${CANARY_DOMAIN}` } }
          : aChangeMessage(ids[n % ids.length] ?? '', n % 3 === 1 ? 'contact' : 'incident'),
      ),
    );
    const worker = await startWorkerProcess({
      environment: {
        ...workerEnvironment(services),
        MAX_CONCURRENT_RECONCILES: '64',
        LOG_LEVEL: 'debug',
      },
      imports: mutants,
      onLine: leaks.inspect,
    });
    await holdsInTime(() => services.serviceBus.counts(QUEUE).activeMessageCount === 0, {
      timeoutMs: 120_000,
    });
    await worker.kill();
    const found = await deadLetters(connectionString);
    leaks.inspect(JSON.stringify(found));
    const malformed = found.filter(({ reason }) => reason === 'MalformedMessage').length;
    const expected = Math.ceil(messages / 3);
    return {
      holds: malformed === expected && found.length === expected && leaks.count === 0,
      seen: `${messages} messages, ${expected} malformed, ${found.length} dead letters, ${leaks.count} leaks`,
    };
  } finally {
    await services.close();
  }
}
