import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { applyMapping } from '../field-mapping/apply-mapping.ts';
import { emailColumnOf } from '../field-mapping/email-column.ts';
import type { FieldMapping } from '../field-mapping/field-mapping.ts';
import { toGuid } from '../values/guid.ts';
import { instantOf } from '../values/instant-of.ts';
import type { JsonObject } from '../values/json-object.ts';
import { DataverseError } from '../web-api/dataverse-error.ts';
import {
  type ExternalIdRules,
  externalIdFor,
  externalIdIn,
  externalIdOfDeleted,
  externalIdOfPresent,
} from './external-id.ts';
import type { RecordReading } from './record-reading.ts';
import { snapshotOfRow } from './snapshot-of-row.ts';

/** How rows are understood. */
export interface ReadingRules {
  readonly mapping: FieldMapping;
  readonly externalId: ExternalIdRules;
}

/** Value that a message's pre-image gave of the external id column, or undefined. */
export type ToldExternalId = string | null | undefined;

/** The reading of a row that is there. @throws {DataverseError} for one that does not make sense. */
export function readingOfRow(
  { mapping, externalId: rules }: ReadingRules,
  ref: RecordRef,
  row: JsonObject,
  told?: ToldExternalId,
): RecordReading {
  const { table, id } = ref;
  const value = rules.column === undefined ? undefined : row[rules.column];
  const externalId = externalIdOfPresent(rules, id, value);
  const former = told === undefined ? null : externalIdFor(rules, id, told);
  return {
    ref,
    snapshot: snapshotOfRow(table, row, emailColumnOf(table, mapping[table])),
    version: versionOf(row['@odata.etag']),
    externalId,
    externalIdStored: rules.column === undefined || externalIdIn(value) !== null,
    formerExternalId: former === externalId ? null : former,
    mergedInto: mergedIntoOf(ref, row),
    properties: applyMapping(mapping[table], row),
    modifiedOn: instantOf(row['modifiedon']),
  };
}

/** The reading of a row that does not exist. @throws {DataverseError} when its external id is not known. */
export function readingOfDeleted(
  { externalId: rules }: ReadingRules,
  ref: RecordRef,
  told: ToldExternalId,
): RecordReading {
  const { table, id } = ref;
  return {
    ref,
    snapshot: { table, presence: 'deleted' },
    version: null,
    externalId: externalIdOfDeleted(rules, id, told),
    externalIdStored: rules.column === undefined || externalIdIn(told) !== null,
    formerExternalId: null,
    mergedInto: null,
    properties: {},
    modifiedOn: null,
  };
}

/** Dataverse deactivates the record that is merged, and says in `masterid` which one survives. */
function mergedIntoOf({ table }: RecordRef, row: JsonObject): RecordReading['mergedInto'] {
  if (row['merged'] !== true) return null;
  const id = toGuid(row['_masterid_value']);
  return id === null ? 'unknown' : { table, id };
}

function versionOf(etag: unknown): string {
  if (typeof etag === 'string' && etag !== '') return etag;
  throw new DataverseError({
    kind: 'protocol',
    message: 'The row has no ETag: optimistic concurrency is off',
  });
}
