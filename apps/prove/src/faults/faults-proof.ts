import { systemClock } from '@spotler-connector/clock';
import {
  inventedColumns,
  type Services,
  startServices,
  startWorkerProcess,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { disagreements } from '../agreement.ts';
import { changeSomething } from '../changes.ts';
import { type Draining, drained } from '../drained.ts';
import { CANARY_DOMAIN, createLeakDetector } from '../leak-detector.ts';
import { NO_LIMITS } from '../no-limits.ts';
import type { Finding, ProofOptions } from '../proof.ts';
import { createRandom, type Random } from '../random.ts';
import { openBadNetwork } from './bad-network.ts';
import { leftMessages } from './left-messages.ts';
import { growthOf, isFlat, sampleMemory } from './memory-samples.ts';

/** Size of {@link faultsEverywhere}. */
export interface FaultOptions {
  /** How long everything goes wrong, in milliseconds. */
  readonly milliseconds: number;
  readonly records: number;
  /** Pause between two changes, in milliseconds. */
  readonly everyMs: number;
  /** How long a message is locked, as an ISO 8601 duration. */
  readonly lockDuration: string;
  /** Modules that are loaded into the workers first. */
  readonly imports?: readonly string[] | undefined;
}

const QUEUE = 'proof';
/** The most that Service Bus lets one choose: bad weather uses up deliveries. */
const MAX_DELIVERIES = 2_000;
const WORKERS = 2;
/** A receiver that stalled is found within three minutes. */
const MAX_HALT_MS = 240_000;
const SAMPLE_EVERY_MS = 5_000;

/**
 * All three connections of two workers go wrong at random times, each in its own way, while records change.
 * Holds when afterwards Spotler agrees with the policy about each record, the queue is worked off, nothing is
 * dead-lettered, and the workers are alive and hold no more memory than before.
 */
export async function faultsEverywhere(
  { milliseconds, records, everyMs, lockDuration, imports = [] }: FaultOptions,
  { seed, say }: ProofOptions,
): Promise<Finding> {
  const random = createRandom(seed);
  const services = await startServices({
    queue: { name: QUEUE, options: { lockDuration, maxDeliveryCount: MAX_DELIVERIES } },
    dataverse: { serviceProtection: NO_LIMITS },
  });
  const network = await openBadNetwork(services, seed);
  const leaks = createLeakDetector();
  const environment = { ...workerEnvironment(services), ...network.environment, SERVICE_BUS_QUEUE: QUEUE };
  const workers = await Promise.all(
    Array.from({ length: WORKERS }, () =>
      startWorkerProcess({ environment, imports, onLine: leaks.inspect }),
    ),
  );
  const { dataverse, serviceBus } = services;
  const over = new AbortController();
  try {
    const raging = network.rage(over.signal);
    const ids = await createContacts(dataverse, records);
    const pids = workers.map(({ pid }) => pid);
    const memory = sampleMemory(pids, SAMPLE_EVERY_MS, systemClock, over.signal);
    const changes = await changeFor(milliseconds, { dataverse, ids, everyMs, random, say });
    over.abort();
    const [faults, samples] = await Promise.all([raging, memory]);
    await dataverse.idle();
    const waiting = () => serviceBus.counts(QUEUE).activeMessageCount;
    const backlog = waiting();
    const draining = await drained({ waiting, maxHaltMs: MAX_HALT_MS, clock: systemClock, say });
    const wrong = disagreements(services, 'contact', ids);
    const dead = serviceBus.counts(QUEUE).deadLetterMessageCount;
    const ended = await Promise.all(workers.map((worker) => worker.stop()));
    const left = leftMessages(serviceBus.inspect(QUEUE).messages);
    return {
      holds:
        draining.isEmpty &&
        wrong.length + dead + leaks.count + left.others === 0 &&
        ended.every((code) => code === 0) &&
        isFlat(samples),
      seen:
        `${(milliseconds / 60_000).toFixed(1)} minutes, ${changes} changes, ${faults} faults; ` +
        `${wrong.length} of ${records} records wrong, ${dead} dead letters, ${draining.left} messages left of ` +
        `${backlog} after ${secondsOf(draining)}, in the end ${left.others} beside ${left.secondLooks} second ` +
        `looks for later; ${leaks.count} leaks, exit codes ${ended.join(' and ')}; ` +
        `memory ${growthOf(samples).toFixed(2)} times as large at the end`,
    };
  } finally {
    over.abort();
    await Promise.allSettled(workers.map((worker) => worker.kill()));
    await network.close();
    await services.close();
  }
}

async function createContacts(
  dataverse: Services['dataverse'],
  contacts: number,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let n = 0; n < contacts; n++) {
    ids.push(await dataverse.create('contact', inventedColumns('contact', n, CANARY_DOMAIN)));
  }
  return ids;
}

/** Records to change, and the pause between two changes. */
interface Changing {
  readonly dataverse: Services['dataverse'];
  readonly ids: readonly string[];
  readonly everyMs: number;
  readonly random: Random;
  readonly say: ProofOptions['say'];
}

/** Changes one record after another for so many milliseconds. Resolves to the number of changes. */
async function changeFor(
  milliseconds: number,
  { dataverse, ids, everyMs, random, say }: Changing,
): Promise<number> {
  const end = systemClock.monotonic() + milliseconds;
  let changes = 0;
  for (; systemClock.monotonic() < end; changes++) {
    await changeSomething(dataverse, ids[random.below(ids.length)] ?? '', changes, random);
    await systemClock.sleep(everyMs);
    if (changes % 10_000 === 9_999) say(`${changes + 1} changes`);
  }
  return changes;
}

function secondsOf({ milliseconds, haltMs }: Draining): string {
  return `${Math.round(milliseconds / 1_000)} s (longest halt ${Math.round(haltMs / 1_000)} s)`;
}
