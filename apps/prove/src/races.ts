import { setTimeout as wait } from 'node:timers/promises';
import {
  inventedColumns,
  type Services,
  startServices,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { disagreements } from './agreement.ts';
import { changeSomething } from './changes.ts';
import { startCrew } from './crew.ts';
import { watchDeliveries } from './delivery-watch.ts';
import { latenessMs, openJitteryNetwork } from './jittery-network.ts';
import { CANARY_DOMAIN, createLeakWatch } from './leak-watch.ts';
import { NO_LIMITS } from './no-limits.ts';
import type { Finding, ProofOptions } from './proof.ts';
import { createRandom, type Random } from './random.ts';

/** Which race is run. */
export interface RaceOptions {
  records: number;
  changes: number;
  /** Milliseconds between two kills of a random worker while records change; 0 kills nobody. */
  killEveryMs: number;
  /** Workers on the queue. Default 2, and when they are killed 2 more. */
  workers?: number;
  /** Modules that make mutants of the workers. */
  mutants?: readonly string[];
}

const QUEUE = 'proof';
const JITTER_MS = 150;
/** The most that Service Bus lets one choose. */
const MOST_DELIVERIES = 2_000;
/** Records that are changed side by side. */
const GROUP = 10;
const SETTINGS = { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false };

/**
 * Two workers on one queue, and a Dataverse that delivers late, twice and out of order, while records change all
 * the time. Holds when afterwards Spotler agrees with the policy about each record and nothing is dead-lettered.
 *
 * Killed workers are replaced at once. Each takes half a second to start, and of two each would live for 600 ms on
 * average and hardly get to its first message; so there are two more, whose start is under way while others work. Even
 * so many die before they do anything: the proof also asks that some messages were completed meanwhile.
 *
 * What a worker had in hand has used up a delivery and comes again when its lock of five seconds ends, over and over
 * while the killing lasts. The queue therefore allows more deliveries than anybody sensible would: the limit is there
 * for messages that kill workers, and here it is the other way round. The most that were needed are printed.
 */
export async function race(
  { records, changes, killEveryMs, workers = killEveryMs > 0 ? 4 : 2, mutants = [] }: RaceOptions,
  { seed, say }: ProofOptions,
): Promise<Finding> {
  const random = createRandom(seed);
  const services = await startServices({
    // Locks are short, so that what a killed worker held comes back soon.
    queue: { name: QUEUE, options: { lockDuration: 'PT5S', maxDeliveryCount: MOST_DELIVERIES } },
    dataverse: {
      delivery: {
        delayMs: () => latenessMs(JITTER_MS, random),
        copies: () => (random.below(5) === 0 ? 2 : 1),
      },
      serviceProtection: NO_LIMITS,
    },
  });
  const toDataverse = await openJitteryNetwork(services.dataverse.port, JITTER_MS, random);
  const toSpotler = await openJitteryNetwork(services.spotler.port, JITTER_MS, random);
  const environment = {
    ...workerEnvironment(services, SETTINGS),
    SERVICE_BUS_QUEUE: QUEUE,
    LOG_LEVEL: 'debug',
    DATAVERSE_URL: `http://127.0.0.1:${toDataverse.port}`,
    SPOTLER_BASE_URL: services.spotler.baseUrl.replace(String(services.spotler.port), String(toSpotler.port)),
  };
  const watch = createLeakWatch();
  const deliveries = watchDeliveries(services.serviceBus, QUEUE);
  const crew = await startCrew(workers, { environment, imports: mutants, onLine: watch.look });
  try {
    const ids: string[] = [];
    for (let n = 0; n < records; n++) {
      ids.push(await services.dataverse.create('contact', inventedColumns('contact', n, CANARY_DOMAIN)));
    }
    const before = deliveries.completed;
    const killer = killEveryMs > 0 ? crew.killEvery(killEveryMs, createRandom(seed + 1)) : undefined;
    for (let n = 0; n < changes; n++) {
      await changeSomething(services.dataverse, ids[random.below(ids.length)] ?? '', n, random);
      if (n % 10 === 9) await wait(10);
      if (n % 2_000 === 1_999) say(`${n + 1} changes`);
    }
    // Unless somebody is killed, the last changes meet workers that are up to date.
    if (killer === undefined) await untilQuiet(services);
    await finish(services, ids, random);
    await killer?.stop();
    const kills = killer?.kills ?? 0;
    const meanwhile = deliveries.completed - before;
    await untilQuiet(services);
    const { deadLetterMessageCount } = services.serviceBus.counts(QUEUE);
    const wrong = disagreements(services, 'contact', ids);
    const killing =
      kills === 0
        ? ''
        : `${kills} kills, ${meanwhile} messages completed meanwhile, at most ${deliveries.most()} deliveries, `;
    return {
      holds: wrong.length === 0 && deadLetterMessageCount === 0 && watch.leaks === 0 && meanwhile > 0,
      seen:
        `${services.dataverse.published()} messages to ${crew.shares()}, ${killing}${deadLetterMessageCount} dead letters, ` +
        `${watch.leaks} leaks, ${wrong.length} of ${ids.length} records wrong${wrong.length > 0 ? `, such as ${wrong[0]}` : ''}`,
    };
  } finally {
    await crew.end();
    toDataverse.close();
    toSpotler.close();
    await services.close();
  }
}

/**
 * Takes each record's address away and gives it back, as far apart as the steps of a reconcile, so that a worker
 * still acts on what is overtaken when all ends.
 */
async function finish({ dataverse }: Services, ids: readonly string[], random: Random): Promise<void> {
  for (let start = 0; start < ids.length; start += GROUP) {
    const group = ids.slice(start, start + GROUP).filter((id) => dataverse.get('contact', id) !== null);
    for (let flips = 2 + random.below(2); flips > 0; flips--) {
      const { emailaddress1 } = inventedColumns('contact', start, CANARY_DOMAIN);
      const columns = flips % 2 === 0 ? { emailaddress1: null } : { emailaddress1, donotemail: false };
      for (const id of group) await dataverse.update('contact', id, columns);
      await wait(random.below(random.pick([60, 250])));
    }
  }
}

/** Waits until no message is left. Gives up after five minutes, and the finding will say what is left. */
async function untilQuiet({ serviceBus, dataverse }: Services): Promise<void> {
  const signal = AbortSignal.timeout(300_000);
  await dataverse.idle();
  while (serviceBus.counts(QUEUE).activeMessageCount > 0 && !signal.aborted) await wait(100);
}
