import {
  createCheckedColumns,
  type DataverseRecords,
  dataverseSource,
  policyAsConfigured,
} from '@spotler-connector/adapters';
import type { Clock } from '@spotler-connector/clock';
import type { ConfigurationSections } from '@spotler-connector/configuration';
import type { RecordSource } from '@spotler-connector/reconciler';

/** Parts of a record source. */
export interface RecordSourceParts {
  readonly dataverse: ConfigurationSections['dataverse'];
  readonly choices: ConfigurationSections['choices'];
  /** Dataverse, as it is connected. */
  readonly connected: Pick<DataverseRecords, 'records' | 'columns' | 'jobs'>;
  readonly clock: Clock;
  /** How old an answer about columns may be, in milliseconds. */
  readonly columnAgeMs: number;
  /** Whether nothing may be written, not even an external id. */
  readonly readOnly: boolean;
}

/** Records as the reconciler reads them, with the policy, the columns and the orders of the worker. */
export function recordSourceAsConfigured(parts: RecordSourceParts): RecordSource {
  const { dataverse, choices, connected, clock, columnAgeMs, readOnly } = parts;
  const { records, columns: access, jobs } = connected;
  return dataverseSource(records, {
    columns: createCheckedColumns({ access, clock, maxAgeMs: columnAgeMs }),
    sharesContacts: dataverse.externalIdColumn !== undefined,
    jobs: jobs?.store,
    decide: policyAsConfigured(choices),
    readOnly,
  });
}
