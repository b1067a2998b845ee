import { systemClock } from '@spotler-connector/clock';
import {
  inventedColumns,
  JOB_TABLE,
  orderAnonymization,
  type Services,
  shownJob,
  startWorkerProcess,
  type WorkerProcess,
} from '@spotler-connector/local-services';
import { changeSomething } from './changes.ts';
import { CANARY_DOMAIN, createLeakDetector } from './leak-detector.ts';
import { orderDisagreements } from './order-disagreements.ts';
import { createOrderHistory } from './order-history.ts';
import type { Finding, ProofOptions } from './proof.ts';
import { RACE_QUEUE, startRaceServices } from './race-services.ts';
import { createRandom, type Random } from './random.ts';

/** Options of {@link raceJobs}. */
export interface JobRaceOptions {
  readonly records: number;
  readonly changes: number;
  /** Spotler Jobs, spread among the changes. */
  readonly jobs: number;
  /** Modules that make mutants of the workers. */
  readonly mutants?: readonly string[] | undefined;
}

/** Records that are changed and ordered at a time. */
const GROUP = 10;
/** Long enough for a whole job to overtake the sync that takes it. */
const SLOW_SYNC_MS = 2_000;
/** The first request of every sync. */
const SYNC = 'PUT /contact/{externalId}';

/**
 * Two workers on one queue, and a Dataverse that delivers late, twice and out of order, while records change
 * and Spotler Jobs are made all the time. Holds when afterwards Spotler agrees with the policy and with the
 * orders about each record, every job was given its result exactly once, and nothing is dead-lettered.
 */
export async function raceJobs(
  { records, changes, jobs, mutants = [] }: JobRaceOptions,
  { seed }: ProofOptions,
): Promise<Finding> {
  const random = createRandom(seed);
  const history = createOrderHistory();
  const race = await startRaceServices(
    {
      queue: { lockDuration: 'PT30S', maxDeliveryCount: 10 },
      // Every job comes twice, for two workers to carry it out side by side.
      twice: (table) => table === JOB_TABLE,
      onChange: history.add,
    },
    random,
  );
  const { services, environment, untilQuiet } = race;
  const { dataverse, serviceBus } = services;
  const leaks = createLeakDetector();
  function start(): Promise<WorkerProcess> {
    return startWorkerProcess({ environment, imports: mutants, onLine: leaks.inspect });
  }
  const workers = await Promise.all([start(), start()]);
  try {
    const ids = await race.createContacts(records);
    const anybody = () => ids[random.below(ids.length)] ?? '';
    const ordered: string[] = [];
    for (let n = 0; n < changes; n++) {
      await changeSomething(dataverse, anybody(), n, random);
      if (ordered.length < ((n + 1) * jobs) / changes) {
        ordered.push(await orderAnonymization(dataverse, { table: 'contact', id: anybody() }));
      }
      if (n % 10 === 9) await systemClock.sleep(10);
    }
    await untilQuiet();
    ordered.push(...(await finish(services, ids, random)));
    await untilQuiet();
    const wrong = orderDisagreements(services, history, ids);
    const unfinished = ordered.filter((job) => shownJob(dataverse, job)?.status !== 'succeeded');
    const notOnce = history.notFinishedOnce();
    const dead = serviceBus.counts(RACE_QUEUE).deadLetterMessageCount;
    const flaws = [wrong, unfinished, notOnce].reduce((sum, { length }) => sum + length, 0);
    return {
      holds: flaws === 0 && dead === 0 && leaks.count === 0,
      seen:
        `${dataverse.published()} messages to ${workers.map(({ settled }) => settled.length).join(' + ')}, ` +
        `${ordered.length} jobs, ${unfinished.length} of them not succeeded, ${notOnce.length} not finished once, ` +
        `${dead} dead letters, ${leaks.count} leaks, ${wrong.length} of ${ids.length} records wrong` +
        `${wrong.length > 0 ? `, such as ${wrong[0]}` : ''}`,
    };
  } finally {
    await Promise.all(workers.map((worker) => worker.kill()));
    await race.close();
  }
}

/**
 * Changes each record that is left and orders its anonymization, as far apart as the steps of a reconcile,
 * most of them in this sequence: the message about the change is then often the later one, and every third
 * sync still under way when the job is done. Resolves to the jobs.
 */
async function finish(
  { dataverse, spotler }: Services,
  ids: readonly string[],
  random: Random,
): Promise<readonly string[]> {
  const jobs: string[] = [];
  const left = ids.filter((id) => dataverse.get('contact', id) !== null);
  for (let begin = 0; begin < left.length; begin += GROUP) {
    const group = left.slice(begin, begin + GROUP);
    const { emailaddress1 } = inventedColumns('contact', begin, CANARY_DOMAIN);
    for (const externalId of group.filter(() => random.below(3) === 0)) {
      spotler.faults.add({ kind: 'latency', ms: SLOW_SYNC_MS, endpoint: SYNC, externalId });
    }
    const change = async () => {
      for (const id of group) await dataverse.update('contact', id, { emailaddress1, donotemail: false });
    };
    const order = async () => {
      for (const id of group) jobs.push(await orderAnonymization(dataverse, { table: 'contact', id }));
    };
    const steps = random.below(4) === 0 ? [order, change] : [change, order];
    for (const step of steps) {
      await step();
      await systemClock.sleep(random.below(random.pick([60, 250])));
    }
  }
  return jobs;
}
