import type { FieldMapping } from '../../field-mapping/field-mapping.ts';
import type { JobTable } from '../../spotler-job/job-table.ts';
import type { EndpointTarget } from './desired-endpoint.ts';

/** What an installation has chosen. */
export interface RegistrationChoices {
  /** Where messages go. */
  readonly target: EndpointTarget;
  /** Which columns become which Spotler properties: their changes are sent. */
  readonly mapping: FieldMapping;
  /** The column that holds a contact's id in Spotler; undefined when that is the record's id. */
  readonly externalIdColumn: string | undefined;
  /** How the Spotler Job table and its columns are called; undefined when there are to be no Spotler Jobs. */
  readonly jobTable: JobTable | undefined;
}
