import { setTimeout as wait } from 'node:timers/promises';
import {
  inventedColumns,
  type ServiceOptions,
  type Services,
  startServices,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { latenessMs, openJitteryNetwork } from './jittery-network.ts';
import { CANARY_DOMAIN } from './leak-watch.ts';
import { NO_LIMITS } from './no-limits.ts';
import type { Random } from './random.ts';

/** What one race has otherwise than another. */
export interface RaceCourseOptions {
  /** As the official client's `CreateQueueOptions`. */
  queue: NonNullable<ServiceOptions['queue']>['options'];
  /** Changes of which Dataverse sends every message twice. Default: none; of all others some messages come twice. */
  twice?: (table: string | undefined) => boolean;
  /** Told of every change in Dataverse. */
  onChange?: NonNullable<ServiceOptions['dataverse']>['onChange'];
}

/** Where workers race: a Dataverse that delivers late, twice and out of order, and a slow way to both sides. */
export interface RaceCourse {
  services: Services;
  /** The workers' environment. */
  environment: Record<string, string>;
  /** Makes so many eligible contacts. Resolves to their ids. */
  invite(contacts: number): Promise<readonly string[]>;
  /** Waits until no message is left. Gives up after five minutes, and the finding will say what is left. */
  untilQuiet(): Promise<void>;
  close(): Promise<void>;
}

/** The queue that is raced on. */
export const RACE_QUEUE = 'proof';
const JITTER_MS = 150;

/** Starts the services and the slow ways to them. */
export async function openRaceCourse(
  { queue, twice = () => false, onChange }: RaceCourseOptions,
  random: Random,
): Promise<RaceCourse> {
  const services = await startServices({
    queue: { name: RACE_QUEUE, options: queue },
    dataverse: {
      delivery: {
        delayMs: () => latenessMs(JITTER_MS, random),
        copies: ({ after }) => (twice(after?.table) || random.below(5) === 0 ? 2 : 1),
      },
      serviceProtection: NO_LIMITS,
      ...(onChange !== undefined && { onChange }),
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
    async invite(contacts) {
      const ids: string[] = [];
      for (let n = 0; n < contacts; n++) {
        ids.push(await dataverse.create('contact', inventedColumns('contact', n, CANARY_DOMAIN)));
      }
      return ids;
    },
    async untilQuiet() {
      const signal = AbortSignal.timeout(300_000);
      let published: number;
      do {
        await dataverse.idle();
        published = dataverse.published();
        while (waiting() > 0 && !signal.aborted) await wait(100);
        // Carrying out a job changes it, which may send messages of its own.
      } while (dataverse.published() > published && !signal.aborted);
    },
    async close() {
      toDataverse.close();
      toSpotler.close();
      await services.close();
    },
  };
}
