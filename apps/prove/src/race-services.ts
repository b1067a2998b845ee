import { systemClock } from '@spotler-connector/clock';
import {
  holdsInTime,
  inventedColumns,
  type ServiceOptions,
  type Services,
  startServices,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { delayMs, openJitteryNetwork } from './jittery-network.ts';
import { CANARY_DOMAIN } from './leak-detector.ts';
import { NO_LIMITS } from './no-limits.ts';
import type { Random } from './random.ts';

/** Options of {@link startRaceServices}. */
export interface RaceServiceOptions {
  /** Options of the queue, as the official client's `CreateQueueOptions`. */
  readonly queue: NonNullable<ServiceOptions['queue']>['options'];
  /**
   * Says of which table every message is sent twice. Default: none; some messages of any table come twice
   * anyway.
   */
  readonly twice?: ((table: string | undefined) => boolean) | undefined;
  /** Called for every change in Dataverse. */
  readonly onChange?: NonNullable<ServiceOptions['dataverse']>['onChange'] | undefined;
}

/**
 * Services for a race: Dataverse delivers late, twice and out of order, and the network to both systems is
 * slow.
 */
export interface RaceServices {
  /** The three systems. */
  readonly services: Services;
  /** The workers' environment. */
  readonly environment: Record<string, string>;
  /** Creates so many eligible contacts. Resolves to their ids. */
  createContacts(contacts: number): Promise<readonly string[]>;
  /** Waits until no message is left, at most five minutes; the finding says what is left then. */
  untilQuiet(): Promise<void>;
  /** Ends them. */
  close(): Promise<void>;
}

/** The queue of a race. */
export const RACE_QUEUE = 'proof';
const JITTER_MS = 150;
const MAX_QUIET_MS = 300_000;

/** Starts the services and the slow networks before them. */
export async function startRaceServices(
  { queue, twice = () => false, onChange }: RaceServiceOptions,
  random: Random,
): Promise<RaceServices> {
  const services = await startServices({
    queue: { name: RACE_QUEUE, options: queue },
    dataverse: {
      delivery: {
        delayMs: () => delayMs(JITTER_MS, random),
        copies: ({ after }) => (twice(after?.table) || random.below(5) === 0 ? 2 : 1),
      },
      serviceProtection: NO_LIMITS,
      onChange,
    },
  });
  const { dataverse, spotler, serviceBus } = services;
  const toDataverse = await openJitteryNetwork(dataverse.port, JITTER_MS, random);
  const toSpotler = await openJitteryNetwork(spotler.port, JITTER_MS, random);
  const waiting = () => serviceBus.counts(RACE_QUEUE).activeMessageCount;
  return {
    services,
    environment: {
      ...workerEnvironment(services),
      SERVICE_BUS_QUEUE: RACE_QUEUE,
      LOG_LEVEL: 'debug',
      DATAVERSE_URL: `http://127.0.0.1:${toDataverse.port}`,
      SPOTLER_BASE_URL: spotler.baseUrl.replace(String(spotler.port), String(toSpotler.port)),
    },
    async createContacts(contacts) {
      const ids: string[] = [];
      for (let n = 0; n < contacts; n++) {
        ids.push(await dataverse.create('contact', inventedColumns('contact', n, CANARY_DOMAIN)));
      }
      return ids;
    },
    async untilQuiet() {
      const end = systemClock.monotonic() + MAX_QUIET_MS;
      let published: number;
      do {
        await dataverse.idle();
        published = dataverse.published();
        await holdsInTime(() => waiting() === 0, { timeoutMs: end - systemClock.monotonic(), pollMs: 100 });
        // Carrying out a job changes it, which may send messages of its own.
      } while (dataverse.published() > published && systemClock.monotonic() < end);
    },
    async close() {
      toDataverse.close();
      toSpotler.close();
      await services.close();
    },
  };
}
