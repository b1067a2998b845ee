import { systemClock } from '@spotler-connector/clock';
import { inventedColumns, type Services } from '@spotler-connector/local-services';
import { disagreements } from './agreement.ts';
import { changeSomething } from './changes.ts';
import { countDeliveries } from './delivery-counts.ts';
import { CANARY_DOMAIN, createLeakDetector } from './leak-detector.ts';
import type { Finding, ProofOptions } from './proof.ts';
import { RACE_QUEUE, startRaceServices } from './race-services.ts';
import { createRandom, type Random } from './random.ts';
import { startWorkerPool } from './worker-pool.ts';

/** Options of {@link race}. */
export interface RaceOptions {
  readonly records: number;
  readonly changes: number;
  /** Milliseconds between two kills of a random worker while records change; 0 kills nobody. */
  readonly killEveryMs: number;
  /** Workers on the queue. Default 2, and when they are killed 2 more. */
  readonly workers?: number | undefined;
  /** Modules that make mutants of the workers. */
  readonly mutants?: readonly string[] | undefined;
}

/** The most that Service Bus lets one choose. */
const MAX_DELIVERIES = 2_000;
/** Records that are changed at a time. */
const GROUP = 10;

/**
 * Two workers on one queue, and a Dataverse that delivers late, twice and out of order, while records change
 * all the time. Holds when afterwards Spotler agrees with the policy about each record and nothing is
 * dead-lettered.
 *
 * Killed workers are replaced at once. Each takes half a second to start, and of two each would live for 600
 * ms on average and hardly get to its first message; so there are two more, whose start is under way while
 * others work. Even so many die before they do anything: the proof also asks that some messages were
 * completed meanwhile.
 *
 * A message that a worker had in hand has used up a delivery and comes again when its lock of five seconds
 * ends, over and over while the killing lasts. The queue therefore allows more deliveries than anybody
 * sensible would: the limit is there for messages that kill workers, and here it is the other way round. The
 * most that were needed are printed.
 */
export async function race(
  { records, changes, killEveryMs, workers = killEveryMs > 0 ? 4 : 2, mutants = [] }: RaceOptions,
  { seed, say }: ProofOptions,
): Promise<Finding> {
  const random = createRandom(seed);
  // Locks are short, so that the messages of a killed worker come back soon.
  const queue = { lockDuration: 'PT5S', maxDeliveryCount: MAX_DELIVERIES };
  const race = await startRaceServices({ queue }, random);
  const { services, environment, untilQuiet } = race;
  const leaks = createLeakDetector();
  const deliveries = countDeliveries(services.serviceBus, RACE_QUEUE);
  const pool = await startWorkerPool(workers, { environment, imports: mutants, onLine: leaks.inspect });
  try {
    const ids = await race.createContacts(records);
    const before = deliveries.completed;
    const killer = killEveryMs > 0 ? pool.killEvery(killEveryMs, createRandom(seed + 1)) : undefined;
    for (let n = 0; n < changes; n++) {
      await changeSomething(services.dataverse, ids[random.below(ids.length)] ?? '', n, random);
      if (n % 10 === 9) await systemClock.sleep(10);
      if (n % 2_000 === 1_999) say(`${n + 1} changes`);
    }
    // Unless somebody is killed, the last changes meet workers that are up to date.
    if (killer === undefined) await untilQuiet();
    await finish(services, ids, random);
    await killer?.stop();
    const kills = killer?.kills ?? 0;
    const meanwhile = deliveries.completed - before;
    await untilQuiet();
    const { deadLetterMessageCount } = services.serviceBus.counts(RACE_QUEUE);
    const wrong = disagreements(services, 'contact', ids);
    const killing =
      kills === 0
        ? ''
        : `${kills} kills, ${meanwhile} messages completed meanwhile, at most ${deliveries.most()} deliveries, `;
    return {
      holds: wrong.length === 0 && deadLetterMessageCount === 0 && leaks.count === 0 && meanwhile > 0,
      seen:
        `${services.dataverse.published()} messages to ${pool.shares()}, ${killing}${deadLetterMessageCount} dead letters, ` +
        `${leaks.count} leaks, ${wrong.length} of ${ids.length} records wrong${wrong.length > 0 ? `, such as ${wrong[0]}` : ''}`,
    };
  } finally {
    await pool.end();
    await race.close();
  }
}

/**
 * Takes each record's address away and gives it back, as far apart as the steps of a reconcile, so that a
 * worker still acts on what is overtaken when all ends.
 */
async function finish({ dataverse }: Services, ids: readonly string[], random: Random): Promise<void> {
  for (let start = 0; start < ids.length; start += GROUP) {
    const group = ids.slice(start, start + GROUP).filter((id) => dataverse.get('contact', id) !== null);
    for (let flips = 2 + random.below(2); flips > 0; flips--) {
      const { emailaddress1 } = inventedColumns('contact', start, CANARY_DOMAIN);
      const columns = flips % 2 === 0 ? { emailaddress1: null } : { emailaddress1, donotemail: false };
      for (const id of group) await dataverse.update('contact', id, columns);
      await systemClock.sleep(random.below(random.pick([60, 250])));
    }
  }
}
