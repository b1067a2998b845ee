import { createCheckedColumns, dataverseSource, spotlerTarget } from '@spotler-connector/adapters';
import { systemClock } from '@spotler-connector/clock';
import { connectDataverse, createColumnAccess, createRecordSource } from '@spotler-connector/dataverse';
import { DATAVERSE_ANSWERS } from '@spotler-connector/dataverse/answers';
import { type Services, startServices } from '@spotler-connector/local-services';
import { type Front, startFront } from '@spotler-connector/local-services/front';
import type { ContactTarget, RecordSource } from '@spotler-connector/reconciler';
import { createSpotlerClient } from '@spotler-connector/spotler-sdk';
import { decideAsConfigured } from '../agreement.ts';
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
  /** Dataverse, for a message whose pre-image told this of the external id. */
  sourceFor(told: string | null | undefined): RecordSource;
  /** Spotler. */
  readonly target: ContactTarget;
  /** Lets so much time pass that columns are checked again. */
  waitForColumns(): void;
  /** Closes the connections. */
  close(): void;
}

/**
 * Starts both systems and the fronts. `language` picks the words in which Dataverse says that a row does not
 * exist.
 */
export async function openHostileWorld(language: number): Promise<HostileWorld> {
  const absence = ABSENCES[language % ABSENCES.length];
  const services = await startServices({
    registered: false,
    dataverse: { serviceProtection: NO_LIMITS, absence },
  });
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

/** Names of the answers that say so. */
const ABSENCES = DATAVERSE_ANSWERS.filter(({ means }) => means === 'deleted').map(({ name }) => name);
/** As in the worker. */
const COLUMN_AGE_MS = 300_000;

/** Connects anew, so that nothing is remembered from before. Nobody waits between tries. */
export function connectPorts(
  world: HostileWorld,
  random: () => number,
  externalIdColumn: string | undefined,
): Ports {
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
    // Requests come to the front in the same order each time.
    concurrency: 1,
    clock,
  });
  const records = createRecordSource({ connection, externalIdColumn });
  // A clock of its own: signatures of a day ahead are refused.
  let columnTime = 0;
  const columns = createCheckedColumns({
    access: createColumnAccess({ connection, externalIdColumn }),
    clock: { now: () => columnTime },
    maxAgeMs: COLUMN_AGE_MS,
  });
  const sharesContacts = externalIdColumn !== undefined;
  return {
    sourceFor: (externalId) =>
      dataverseSource(records, { columns, sharesContacts, externalId, decide: decideAsConfigured }),
    target: spotlerTarget(client),
    waitForColumns() {
      columnTime += COLUMN_AGE_MS;
    },
    close: () => client.close(),
  };
}
