import {
  connectRecords,
  connectSpotler,
  type DataverseCall,
  reportCall,
  reportJobCalls,
  reportRecordCalls,
} from '@spotler-connector/adapters';
import type { Clock } from '@spotler-connector/clock';
import type { Configuration } from '@spotler-connector/configuration';
import {
  type ColumnAccess,
  type DataverseIdentity,
  type DataverseRecordSource,
  defaultRegistration,
  type FieldMapping,
  type JobStore,
  type JobTable,
  readRegisteredIdColumns,
} from '@spotler-connector/dataverse';
import type { Telemetry } from '@spotler-connector/observability';
import type { SpotlerClient } from '@spotler-connector/spotler-sdk';

/** Both systems, connected as configured, every call reported. */
export interface Systems {
  readonly records: DataverseRecordSource;
  /** Says whether the columns that are read can be relied on. */
  readonly columns: ColumnAccess;
  /** Spotler Jobs; `undefined` when there are none. */
  readonly jobs: { readonly store: JobStore; readonly table: JobTable } | undefined;
  /** The cheapest call of Dataverse. */
  readonly whoAmI: (signal: AbortSignal) => Promise<DataverseIdentity>;
  /** The columns of external ids that the registered steps send; `undefined` when nothing is registered. */
  readonly registeredIdColumns: (signal: AbortSignal) => Promise<readonly string[] | undefined>;
  readonly spotler: SpotlerClient;
  /** Which columns a sync copies. */
  readonly mapping: FieldMapping;
}

/** Connects both systems. Sends nothing yet; close `spotler` in the end. */
export function connectSystems(
  configuration: Pick<Configuration, 'dataverse' | 'spotler'>,
  telemetry: Pick<Telemetry, 'callEnded'>,
  clock: Clock,
): Systems {
  const { connection, records, columns, mapping, jobs } = connectRecords(configuration.dataverse, { clock });
  const reporting = {
    onCall: (call: DataverseCall) => telemetry.callEnded({ system: 'dataverse', ...call }),
    clock,
  };
  return {
    mapping,
    jobs: jobs && { table: jobs.table, store: reportJobCalls(jobs.store, reporting) },
    records: reportRecordCalls(records, reporting),
    columns: {
      check: () => reportCall('GET /EntityDefinitions', () => columns.check(), reporting),
    },
    whoAmI: (signal) => reportCall('GET /WhoAmI', () => connection.whoAmI(signal), reporting),
    registeredIdColumns: (signal) => readRegisteredIdColumns(connection, defaultRegistration(), signal),
    spotler: connectSpotler(
      configuration.spotler,
      { onAttempt: (attempt) => telemetry.callEnded({ system: 'spotler', ...attempt }) },
      clock,
    ),
  };
}
