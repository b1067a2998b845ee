import { setTimeout as wait } from 'node:timers/promises';
import {
  aChangeMessage,
  deadLetters,
  inventedColumns,
  QUEUE,
  sendAll,
  startServices,
  startWorkerProcess,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { CANARY_DOMAIN, createLeakWatch } from './leak-watch.ts';
import { NO_LIMITS } from './no-limits.ts';
import type { Finding } from './proof.ts';

/**
 * Many messages at full concurrency: every third malformed, every third about a table that is none of ours, so that
 * settlements of both kinds come in the same tick. Holds when exactly the malformed ones are dead-lettered.
 */
export async function flood(messages: number, mutants: readonly string[] = []): Promise<Finding> {
  const services = await startServices({ dataverse: { serviceProtection: NO_LIMITS } });
  const { connectionString } = services.serviceBus;
  const watch = createLeakWatch();
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
      onLine: watch.look,
    });
    const signal = AbortSignal.timeout(120_000);
    while (services.serviceBus.counts(QUEUE).activeMessageCount > 0 && !signal.aborted) await wait(50);
    await worker.kill();
    const found = await deadLetters(connectionString);
    watch.look(JSON.stringify(found));
    const malformed = found.filter(({ reason }) => reason === 'MalformedMessage').length;
    const expected = Math.ceil(messages / 3);
    return {
      holds: malformed === expected && found.length === expected && watch.leaks === 0,
      seen: `${messages} messages, ${expected} malformed, ${found.length} dead letters, ${watch.leaks} leaks`,
    };
  } finally {
    await services.close();
  }
}
