import { setTimeout as wait } from 'node:timers/promises';
import {
  inventedColumns,
  JOB_TABLE,
  orderAnonymization,
  type Services,
  shownJob,
  startServices,
  startWorkerProcess,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { changeSomething } from './changes.ts';
import { latenessMs, openJitteryNetwork } from './jittery-network.ts';
import { CANARY_DOMAIN, createLeakWatch } from './leak-watch.ts';
import { NO_LIMITS } from './no-limits.ts';
import { orderDisagreements } from './order-disagreements.ts';
import { createOrderLedger } from './order-ledger.ts';
import type { Finding, ProofOptions } from './proof.ts';
import { createRandom, type Random } from './random.ts';

/** Which race is run. */
export interface JobRaceOptions {
  records: number;
  changes: number;
  /** Spotler Jobs, spread among the changes. */
  jobs: number;
  /** Modules that make mutants of the workers. */
  mutants?: readonly string[];
}

const QUEUE = 'proof';
const JITTER_MS = 150;
/** Records that are changed and ordered side by side. */
const GROUP = 10;
/** Long enough for a whole job to overtake the sync that takes it. */
const SLOW_SYNC_MS = 2_000;
const SETTINGS = { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false };

/**
 * Two workers on one queue, and a Dataverse that delivers late, twice and out of order, while records change and
 * Spotler Jobs are made all the time. Holds when afterwards Spotler agrees with the policy and with the orders about
 * each record, every job was given its result exactly once, and nothing is dead-lettered.
 */
export async function raceJobs(
  { records, changes, jobs, mutants = [] }: JobRaceOptions,
  { seed }: ProofOptions,
): Promise<Finding> {
  const random = createRandom(seed);
  const ledger = createOrderLedger();
  const services = await startServices({
    queue: { name: QUEUE, options: { lockDuration: 'PT30S', maxDeliveryCount: 10 } },
    dataverse: {
      delivery: {
        delayMs: () => latenessMs(JITTER_MS, random),
        // Every job comes twice, for two workers to carry it out side by side.
        copies: ({ after }) => (after?.table === JOB_TABLE || random.below(5) === 0 ? 2 : 1),
      },
      serviceProtection: NO_LIMITS,
      onChange: ledger.note,
    },
  });
  const { dataverse, spotler, serviceBus } = services;
  const toDataverse = await openJitteryNetwork(dataverse.port, JITTER_MS, random);
  const toSpotler = await openJitteryNetwork(spotler.port, JITTER_MS, random);
  const environment = {
    ...workerEnvironment(services, SETTINGS),
    SERVICE_BUS_QUEUE: QUEUE,
    LOG_LEVEL: 'debug',
    DATAVERSE_URL: `http://127.0.0.1:${toDataverse.port}`,
    SPOTLER_BASE_URL: spotler.baseUrl.replace(String(spotler.port), String(toSpotler.port)),
  };
  const watch = createLeakWatch();
  const start = () => startWorkerProcess({ environment, imports: mutants, onLine: watch.look });
  const workers = await Promise.all([start(), start()]);
  try {
    const ids: string[] = [];
    for (let n = 0; n < records; n++) {
      ids.push(await dataverse.create('contact', inventedColumns('contact', n, CANARY_DOMAIN)));
    }
    const anybody = () => ids[random.below(ids.length)] ?? '';
    const ordered: string[] = [];
    for (let n = 0; n < changes; n++) {
      await changeSomething(dataverse, anybody(), n, random);
      if (ordered.length < ((n + 1) * jobs) / changes) {
        ordered.push(await orderAnonymization(dataverse, { table: 'contact', id: anybody() }));
      }
      if (n % 10 === 9) await wait(10);
    }
    await untilQuiet(services);
    ordered.push(...(await finish(services, ids, random)));
    await untilQuiet(services);
    const wrong = orderDisagreements(services, ledger, ids);
    const unfinished = ordered.filter((job) => shownJob(dataverse, job)?.status !== 'succeeded');
    const notOnce = ledger.notFinishedOnce();
    const dead = serviceBus.counts(QUEUE).deadLetterMessageCount;
    const flaws = [wrong, unfinished, notOnce].reduce((sum, { length }) => sum + length, 0);
    return {
      holds: flaws === 0 && dead === 0 && watch.leaks === 0,
      seen:
        `${dataverse.published()} messages to ${workers.map(({ settled }) => settled.length).join(' + ')}, ` +
        `${ordered.length} jobs, ${unfinished.length} of them not succeeded, ${notOnce.length} not finished once, ` +
        `${dead} dead letters, ${watch.leaks} leaks, ${wrong.length} of ${ids.length} records wrong` +
        `${wrong.length > 0 ? `, such as ${wrong[0]}` : ''}`,
    };
  } finally {
    await Promise.all(workers.map((worker) => worker.kill()));
    toDataverse.close();
    toSpotler.close();
    await services.close();
  }
}

/**
 * Changes each record that is left and orders its anonymization, as far apart as the steps of a reconcile, most of
 * them in this sequence: the message about the change is then often the later one, and every third sync still under
 * way when the job is done. Resolves to the jobs.
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
      spotler.faults.add({ kind: 'latency', ms: SLOW_SYNC_MS, endpoint: 'POST /contact', externalId });
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
      await wait(random.below(random.pick([60, 250])));
    }
  }
  return jobs;
}

/** Waits until no message is left. Gives up after five minutes, and the finding will say what is left. */
async function untilQuiet({ serviceBus, dataverse }: Services): Promise<void> {
  const signal = AbortSignal.timeout(300_000);
  const waiting = () => serviceBus.counts(QUEUE).activeMessageCount;
  let published: number;
  do {
    await dataverse.idle();
    published = dataverse.published();
    while (waiting() > 0 && !signal.aborted) await wait(100);
    // Carrying out a job changes it, which sends messages of its own.
  } while (dataverse.published() > published && !signal.aborted);
}
