import type { RecordReading } from '../record-reading.ts';

const ID = '6d81597f-0f9f-e711-8122-000d3aa2331c';

/** Test support: the reading of an active contact that can be mailed, with the given members instead. */
export function aRecordReading(given: Partial<RecordReading> = {}): RecordReading {
  return {
    ref: { table: 'contact', id: ID },
    snapshot: {
      table: 'contact',
      presence: 'present',
      state: 'active',
      email: 'anna@example.org',
      doNotEmail: false,
      doNotBulkEmail: false,
    },
    version: 'W/"1"',
    externalId: ID,
    externalIdStored: true,
    formerExternalId: null,
    mergedInto: null,
    properties: {},
    modifiedOn: null,
    ...given,
  };
}

/** Test support: the reading of a deleted contact. */
export function aDeletedReading(given: Partial<RecordReading> = {}): RecordReading {
  const snapshot = { table: 'contact', presence: 'deleted' } as const;
  return aRecordReading({ snapshot, version: null, ...given });
}
