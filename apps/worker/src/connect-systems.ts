import { connectRecords, connectSpotler } from '@spotler-connector/adapters';
import type { Configuration } from '@spotler-connector/configuration';
import type { DataverseRecordSource, FieldMapping, JobStore, JobTable } from '@spotler-connector/dataverse';
import type { Telemetry } from '@spotler-connector/observability';
import type { SpotlerClient } from '@spotler-connector/spotler-sdk';
import { timeDataverseCall } from './telemetry/time-dataverse-call.ts';
import { timeJobStore } from './telemetry/time-job-store.ts';

/** Both sides, connected as configured, every call told of. */
export interface Sides {
  records: Pick<DataverseRecordSource, 'read'>;
  /** Spotler Jobs; `undefined` when there are none. */
  jobs: { store: JobStore; table: JobTable } | undefined;
  /** The cheapest call of Dataverse. */
  whoAmI: (signal: AbortSignal) => Promise<unknown>;
  spotler: SpotlerClient;
  /** Which columns a sync copies. */
  mapping: FieldMapping;
}

/** Connects both sides. Sends nothing yet; close `spotler` in the end. */
export function connectSides(
  { dataverse, spotler }: Configuration,
  telemetry: Pick<Telemetry, 'called'>,
): Sides {
  const { connection, records, mapping, jobs } = connectRecords(dataverse);
  const called = telemetry.called;
  return {
    mapping,
    jobs: jobs && { table: jobs.table, store: timeJobStore(jobs.store, called) },
    records: {
      read: (ref, options) =>
        timeDataverseCall({
          endpoint: `GET /${ref.table}s/{id}`,
          call: () => records.read(ref, options),
          statusOf: ({ snapshot }) => (snapshot.presence === 'deleted' ? 404 : 200),
          called,
        }),
    },
    whoAmI: (signal) =>
      timeDataverseCall({
        endpoint: 'GET /WhoAmI',
        call: () => connection.whoAmI(signal),
        statusOf: () => 200,
        called,
      }),
    spotler: connectSpotler(spotler, { onAttempt: (attempt) => called({ side: 'target', ...attempt }) }),
  };
}
