import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@spotler-connector/clock';
import {
  holdsInTime,
  inventedColumns,
  type Services,
  startServices,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { countEvidence, type EvidenceCounts } from './count-evidence.ts';
import { CANARY_DOMAIN, createLeakDetector, type LeakDetector } from './leak-detector.ts';
import { NO_LIMITS } from './no-limits.ts';
import type { Finding, ProofOptions } from './proof.ts';
import { createRandom } from './random.ts';
import { startWorkerPool } from './worker-pool.ts';

/** Options of {@link killWriters}. */
export interface KillWritersOptions {
  /** People who refuse all e-mail, each of whom Spotler has. */
  readonly people: number;
  /** How often a random worker is killed, spread over the erasures. */
  readonly kills: number;
  /** Modules that make mutants of the workers. */
  readonly mutants?: readonly string[] | undefined;
}

const QUEUE = 'proof';
const WORKERS = 3;
const MAX_DELIVERIES = 2_000;
const MAX_QUIET_MS = 600_000;
const MAX_OPEN = 200;
const POLL_MS = 10;

/**
 * Three workers erase contacts while a random one of them is killed again and again. Holds when afterwards
 * the evidence verifies, every contact that Spotler erased has its entry, every entry its erasure, none is
 * twice said to have been erased, and nothing personal is anywhere in the store.
 */
export async function killWriters(
  { people, kills, mutants = [] }: KillWritersOptions,
  { seed }: ProofOptions,
): Promise<Finding> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  const services = await startServices({
    queue: { name: QUEUE, options: { lockDuration: 'PT5S', maxDeliveryCount: MAX_DELIVERIES } },
    dataverse: { serviceProtection: NO_LIMITS },
  });
  const crowd = createCrowd(services);
  const environment = {
    ...workerEnvironment(services),
    SERVICE_BUS_QUEUE: QUEUE,
    SPOTLER_STATE: `file:${folder}`,
    // Fewer at a time than there are people, so that kills meet workers in every step.
    MAX_CONCURRENT_RECONCILES: '4',
  };
  const leaks = createLeakDetector();
  const pool = await startWorkerPool(WORKERS, { environment, imports: mutants, onLine: leaks.inspect });
  try {
    const { ids, erased } = crowd;
    const growing = grow(crowd, people);
    const random = createRandom(seed);
    for (let kill = 1; kill <= kills; kill++) {
      const due = () => erased() >= (people * kill) / (kills + 1);
      await holdsInTime(due, { timeoutMs: MAX_QUIET_MS, pollMs: POLL_MS });
      pool.killOne(random);
    }
    await growing;
    await holdsInTime(() => erased() === people, { timeoutMs: MAX_QUIET_MS, pollMs: 100 });
    const waiting = () => services.serviceBus.counts(QUEUE).activeMessageCount;
    await holdsInTime(() => waiting() === 0, { timeoutMs: MAX_QUIET_MS, pollMs: 100 });
    const counts = await countEvidence(folder, ids);
    await inspectFiles(join(folder, 'evidence'), leaks);
    return {
      holds: isWhole(counts, people) && erased() === people && waiting() === 0 && leaks.count === 0,
      seen:
        `${kills} kills, ${erased()} of ${people} erased; ${counts.entries} entries in ${counts.chains} chains, ` +
        `${counts.problems} problems, ${counts.without} erasures without an entry, ${counts.invented} entries ` +
        `without an erasure, ${counts.repeated} erased twice, ${leaks.count} leaks`,
    };
  } finally {
    await pool.end();
    await services.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** People whom Spotler has, and who refuse all e-mail from the moment when they are added. */
interface Crowd {
  /** Ids of their contacts. */
  readonly ids: readonly string[];
  add(): Promise<void>;
  /** How many of them Spotler has erased. */
  erased(): number;
}

function createCrowd({ dataverse, spotler }: Services): Crowd {
  const ids: string[] = [];
  // Asked all the time, in the process that serves the workers: so only about those that are left.
  let left: string[] = [];
  return {
    ids,
    async add() {
      const number = ids.length;
      const columns = { ...inventedColumns('contact', number, CANARY_DOMAIN), donotemail: true };
      const id = randomUUID();
      spotler.seed([{ externalId: id, properties: { email: `person-${number}@${CANARY_DOMAIN}` } }]);
      ids.push(id);
      left.push(id);
      await dataverse.create('contact', columns, id);
    },
    erased() {
      left = left.filter((id) => spotler.state(id) !== 'anonymized');
      return ids.length - left.length;
    },
  };
}

/**
 * Adds people as others are erased. Were all there at once, each killed worker would have had a thousand
 * messages, whose locks it takes a while to run out.
 */
async function grow(crowd: Crowd, people: number): Promise<void> {
  while (crowd.ids.length < people) {
    if (crowd.ids.length - crowd.erased() < MAX_OPEN) await crowd.add();
    else await systemClock.sleep(POLL_MS);
  }
}

function isWhole({ problems, without, invented, repeated }: EvidenceCounts, people: number): boolean {
  return people > 0 && problems === 0 && without === 0 && invented === 0 && repeated === 0;
}

async function inspectFiles(folder: string, leaks: LeakDetector): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    leaks.inspect(entry.name);
    // A worker that was started last may still say that it began: its drafts come and go.
    const isThere = entry.isFile() && existsSync(join(entry.parentPath, entry.name));
    if (isThere) leaks.inspect(readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  }
}
