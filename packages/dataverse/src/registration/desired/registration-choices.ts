import type { FieldMapping } from '../../field-mapping/field-mapping.ts';
import type { ExternalIdFallback } from '../../record-source/external-id.ts';
import type { JobTable } from '../../spotler-job/job-table.ts';
import type { EndpointTarget } from './desired-endpoint.ts';

/** Choices of an installation. */
export interface RegistrationChoices {
  /** Where messages go. */
  readonly target: EndpointTarget;
  /** Which columns become which Spotler properties: their changes are sent. */
  readonly mapping: FieldMapping;
  /** The column that holds a contact's id in Spotler; undefined when that is the record's id. */
  readonly externalIdColumn: string | undefined;
  /** Stand-in for an empty external id column; `write-back` takes a right to write. Default: `record-id`. */
  readonly externalIdFallback?: ExternalIdFallback | undefined;
  /** The application that becomes an application user with the role of the worker; undefined for none. */
  readonly applicationId?: string | undefined;
  /** How the Spotler Job table and its columns are called; undefined when there are to be no Spotler Jobs. */
  readonly jobTable: JobTable | undefined;
}
