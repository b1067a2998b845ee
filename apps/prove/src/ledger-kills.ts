import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  const ids = await refusingPeople(services, people);
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
    // Asked all the time, beside simulators that the workers wait for: so only about those that are left.
    let left: readonly string[] = ids;
    const erased = () => {
      left = left.filter((id) => services.spotler.state(id) !== 'anonymized');
      return people - left.length;
    };
    const random = createRandom(seed);
    for (let kill = 1; kill <= kills; kill++) {
      const due = () => erased() >= (people * kill) / (kills + 1);
      await holdsInTime(due, { timeoutMs: MAX_QUIET_MS, pollMs: 10 });
      pool.killOne(random);
    }
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

/** People whom Spotler has, and who refuse all e-mail from now on. Resolves to the ids of their contacts. */
async function refusingPeople({ dataverse, spotler }: Services, people: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < people; n++) {
    const columns = { ...inventedColumns('contact', n, CANARY_DOMAIN), donotemail: true };
    const id = await dataverse.create('contact', columns);
    spotler.seed([{ externalId: id, properties: { email: `person-${n}@${CANARY_DOMAIN}` } }]);
    ids.push(id);
  }
  return ids;
}

function isWhole({ problems, without, invented, repeated }: EvidenceCounts, people: number): boolean {
  return people > 0 && problems === 0 && without === 0 && invented === 0 && repeated === 0;
}

async function inspectFiles(folder: string, leaks: LeakDetector): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    leaks.inspect(entry.name);
    if (entry.isFile()) leaks.inspect(await readFile(join(entry.parentPath, entry.name), 'utf8'));
  }
}
