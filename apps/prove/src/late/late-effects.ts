import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { systemClock } from '@spotler-connector/clock';
import {
  holdsInTime,
  inventedColumns,
  type Services,
  startServices,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { disagreements } from '../agreement.ts';
import { CANARY_DOMAIN, createLeakDetector } from '../leak-detector.ts';
import { mutant } from '../mutant.ts';
import { NO_LIMITS } from '../no-limits.ts';
import type { Finding, ProofOptions } from '../proof.ts';
import { createRandom, type Random } from '../random.ts';
import { playCertainLateWrites } from './certain-late-writes.ts';
import { createFateHistory, type FateHistory } from './fate-history.ts';
import { addLateCreations, addLateWrites } from './random-late-writes.ts';
import { playSchedule } from './random-schedule.ts';
import { createAccounts, refuseEmail } from './refusing-accounts.ts';
import { type SignalledWorkers, startSignalledWorkers } from './signalled-workers.ts';

/** Options of {@link lateEffects}. */
export interface LateEffectsOptions {
  /** Random schedules, each of one record. */
  readonly schedules: number;
  /** Schedules that are played side by side, before all is quiet once. */
  readonly group: number;
  /** Whether workers are stopped and killed, and a newer policy is deployed in every group. */
  readonly signals: boolean;
  /** Modules that make mutants of the workers. */
  readonly mutants?: readonly string[] | undefined;
}

const QUEUE = 'proof';
const MAX_DELIVERIES = 2_000;
const LATEST_EFFECT_MS = 2_000;
const MAX_QUIET_MS = 120_000;
const WORKERS = 2;
/** The two policies, in turn. */
const POLICIES = [false, true].map((anonymizeAccountOnDoNotEmail) => ({
  anonymizeContactWhenInactive: false,
  anonymizeAccountOnDoNotEmail,
}));

/**
 * Two workers, records that change at random, and a Spotler that carries some writes out late, after their
 * sender has given up, been stopped or killed. Holds when each time that all is quiet, second looks included,
 * Spotler agrees with the newest policy about each record, and nobody is there who was erased or ordered away
 * and not wanted since.
 */
export async function lateEffects(
  { schedules, group, signals, mutants = [] }: LateEffectsOptions,
  { seed, say }: ProofOptions,
): Promise<Finding> {
  const random = createRandom(seed);
  const history = createFateHistory();
  const folder = await mkdtemp(join(tmpdir(), 'late-'));
  const services = await startServices({
    queue: { name: QUEUE, options: { lockDuration: 'PT5S', maxDeliveryCount: MAX_DELIVERIES } },
    dataverse: {
      serviceProtection: NO_LIMITS,
      delivery: { copies: () => (random.below(5) === 0 ? 2 : 1) },
      onChange: history.add,
    },
  });
  const leaks = createLeakDetector();
  const common = { SERVICE_BUS_QUEUE: QUEUE, SPOTLER_STATE: `file:${folder}`, SPOTLER_LATEST_EFFECT: 'PT2S' };
  const environments = POLICIES.map((policy) => ({ ...workerEnvironment(services, policy), ...common }));
  const workers = await startSignalledWorkers(WORKERS, {
    environment: environments[0] ?? {},
    imports: [mutant('quick-handover'), ...mutants],
    onLine: leaks.inspect,
  });
  const wrong: string[] = [];
  let late = 0;
  try {
    for (let begin = 0, round = 0; begin < schedules; begin += group, round++) {
      const certain = await playCertainLateWrites(services, QUEUE);
      const accounts = signals ? await createAccounts(services) : [];
      late += certain.length + addLateCreations(services, group, LATEST_EFFECT_MS);
      const refs = await createRecords(services, Math.min(group, schedules - begin), begin);
      const policy = signals ? (round + 1) % POLICIES.length : 0;
      const played = playAll(services, refs, random);
      late += addLateWrites(services, refs, random, LATEST_EFFECT_MS);
      if (signals) await signalWhile(played, workers, random);
      await played;
      if (signals) {
        await workers.update(environments[policy] ?? {}, {
          allRun: () => changeAll(services, refs, round),
          olderRun: () => refuseEmail(services, accounts, QUEUE),
        });
      }
      await untilQuiet(services);
      wrong.push(...faultsOf(services, history, [...certain, ...accounts, ...refs], policy));
      say(`${begin + refs.length} schedules, ${wrong.length} wrong`);
    }
    const { deadLetterMessageCount: dead } = services.serviceBus.counts(QUEUE);
    const { SIGTERM, SIGKILL } = workers.sent;
    const signalled = signals ? `${SIGTERM} SIGTERM, ${SIGKILL} SIGKILL, ` : '';
    return {
      holds: wrong.length === 0 && dead === 0 && leaks.count === 0,
      seen:
        `${schedules} schedules, ${late} late writes, ${signalled}${dead} dead letters, ${leaks.count} leaks, ` +
        `${wrong.length} wrong${wrong.length > 0 ? `, such as ${wrong[0]}` : ''}`,
    };
  } finally {
    await workers.end();
    await services.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function createRecords({ dataverse }: Services, count: number, from: number): Promise<RecordRef[]> {
  const refs: RecordRef[] = [];
  for (let n = 0; n < count; n++) {
    const table = n % 4 === 0 ? 'account' : 'contact';
    const id = await dataverse.create(table, inventedColumns(table, from + n, CANARY_DOMAIN));
    refs.push({ table, id });
  }
  return refs;
}

async function playAll({ dataverse }: Services, refs: readonly RecordRef[], random: Random): Promise<void> {
  await Promise.all(refs.map((ref) => playSchedule(dataverse, ref, random)));
}

/** Changes what the policy does not look at, so that the newest policy judges every record. */
async function changeAll(services: Services, refs: readonly RecordRef[], round: number): Promise<void> {
  const { dataverse, serviceBus } = services;
  for (const { table, id } of refs) {
    if (dataverse.get(table, id) === null) continue;
    await dataverse.update(table, id, { address1_city: `Last ${round}` });
  }
  await dataverse.idle();
  const isHandled = () => serviceBus.counts(QUEUE).activeMessageCount === 0;
  await holdsInTime(isHandled, { timeoutMs: MAX_QUIET_MS, pollMs: 50 });
}

async function signalWhile(played: Promise<void>, workers: SignalledWorkers, random: Random): Promise<void> {
  let isPlaying = true;
  const ended = played.finally(() => {
    isPlaying = false;
  });
  while (isPlaying) await workers.signalOne(random);
  await ended;
}

/** Waits until nothing waits, is scheduled, or will still take effect. */
async function untilQuiet({ dataverse, serviceBus, spotler }: Services): Promise<void> {
  spotler.faults.clear();
  const end = systemClock.monotonic() + MAX_QUIET_MS;
  let published: number;
  do {
    await dataverse.idle();
    published = dataverse.published();
    const isQuiet = () => {
      const { activeMessageCount, scheduledMessageCount } = serviceBus.counts(QUEUE);
      return activeMessageCount + scheduledMessageCount + spotler.lateEffects() === 0;
    };
    await holdsInTime(isQuiet, { timeoutMs: end - systemClock.monotonic(), pollMs: 50 });
  } while (dataverse.published() > published && systemClock.monotonic() < end);
}

function faultsOf(
  services: Services,
  history: FateHistory,
  refs: readonly RecordRef[],
  policy: number,
): string[] {
  return refs.flatMap(({ table, id }) => {
    const gone = table === 'contact' ? history.mustBeGone(id, services.spotler) : false;
    if (gone === undefined) return [];
    if (gone) return services.spotler.contact(id) === undefined ? [] : [`${id}: was erased, and is there`];
    return disagreements(services, table, [id], POLICIES[policy]);
  });
}
