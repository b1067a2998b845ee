import {
  createCheckedColumns,
  dataverseSource,
  spotlerTarget,
  withPortErrors,
} from '@spotler-connector/adapters';
import { systemClock } from '@spotler-connector/clock';
import { connectDataverse, createColumnAccess, createRecordSource } from '@spotler-connector/dataverse';
import { type Services, startServices } from '@spotler-connector/local-services';
import { type Front, startFront } from '@spotler-connector/local-services/front';
import type { ContactTarget, RecordSource } from '@spotler-connector/reconciler';
import { createSpotlerClient } from '@spotler-connector/spotler-sdk';
import { createFastClock } from '../fast-clock.ts';
import { NO_LIMITS } from '../no-limits.ts';

/** Both systems on this machine, each behind a front. */
export interface HostileWorld extends Pick<Services, 'dataverse' | 'spotler'> {
  /** The front before Dataverse. */
  readonly beforeDataverse: Front;
  /** The front before Spotler. */
  readonly beforeSpotler: Front;
  /** Ends everything. */
  close(): Promise<void>;
}

/** The ports of the reconciler over the fronts, as the worker has them. */
export interface Ports {
  /** Dataverse. */
  readonly source: RecordSource;
  /** Spotler. */
  readonly target: ContactTarget;
  /** Closes the connections. */
  close(): void;
}

/** Starts both systems and the fronts. */
export async function openHostileWorld(): Promise<HostileWorld> {
  const services = await startServices({ registered: false, dataverse: { serviceProtection: NO_LIMITS } });
  const beforeDataverse = await startFront({ upstream: services.dataverse.url });
  const beforeSpotler = await startFront({ upstream: services.spotler.url });
  return {
    dataverse: services.dataverse,
    spotler: services.spotler,
    beforeDataverse,
    beforeSpotler,
    async close() {
      await beforeDataverse.close();
      await beforeSpotler.close();
      await services.close();
    },
  };
}

/** As in the worker. */
const COLUMN_AGE_MS = 300_000;

/** Connects anew, so that nothing is remembered from before. Nobody waits between tries. */
export function connectPorts(world: HostileWorld, random: () => number): Ports {
  const { baseUrl, consumerKey, consumerSecret } = world.spotler;
  const clock = createFastClock(systemClock.now());
  const client = createSpotlerClient({
    baseUrl: world.beforeSpotler.through(baseUrl),
    consumerKey,
    consumerSecret,
    retry: { attempts: 2, maxDelayMs: 1_000 },
    clock,
    random,
  });
  const connection = connectDataverse({
    url: world.beforeDataverse.through(world.dataverse.url),
    authentication: { kind: 'none' },
    clock,
  });
  return {
    source: dataverseSource(createRecordSource({ connection }), {
      columns: createCheckedColumns({
        access: withPortErrors(createColumnAccess({ connection })),
        clock,
        maxAgeMs: COLUMN_AGE_MS,
      }),
      sharesContacts: false,
    }),
    target: spotlerTarget(client),
    close: () => client.close(),
  };
}
