import type { Decision, RecordRef, RecordSnapshot } from '@spotler-connector/anonymization-policy';
import type { ContactTarget, RecordReading, RecordSource } from '../ports.ts';

/** The one record that these tests are about. */
export const aRef: RecordRef = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' };

/** The record's values; `deleted` leaves none. */
export type RecordState = { email: string | null; doNotBulkEmail?: boolean } | 'deleted';

/** A Dataverse with one record and a Spotler with its contact, small enough to see through. */
export interface SmallWorld {
  source: RecordSource;
  target: ContactTarget;
  /** Its own organization asks. */
  origin: 'ours';
  /** Every call over a port, in order. */
  calls: string[];
  change(state: RecordState): void;
  /**
   * Somebody orders an anonymization. What comes back lets the order stand, unless the record changed since.
   */
  order(): () => Promise<void>;
  /** The contact as Spotler has it; `null` when there is none. */
  contact(): { email: unknown; optedOut: boolean } | null;
  /** Whether the contact is what the policy wants for the record as it is now. */
  agrees(): boolean;
}

/** A policy of three lines: these tests are about the loop, not about the rules. */
export function aPolicy(snapshot: RecordSnapshot): Decision {
  const policyVersion = 'test';
  if (snapshot.presence === 'deleted') {
    return { action: 'anonymize', rule: 'deleted', causes: ['deleted'], policyVersion };
  }
  if (snapshot.email === null) {
    return { action: 'anonymize', rule: 'no-valid-email', causes: ['no-email'], policyVersion };
  }
  return snapshot.doNotBulkEmail
    ? { action: 'sync-opted-out', rule: 'refuses-bulk-email', causes: ['do-not-bulk-email'], policyVersion }
    : { action: 'sync', rule: 'eligible', causes: [], policyVersion };
}

/** Builds the world. `step` is awaited before everything that takes time, to interleave or to break it. */
export function aSmallWorld(
  state: RecordState = { email: 'one' },
  step: (call: string) => Promise<void> = async () => {},
): SmallWorld {
  let record = state;
  let version = 1;
  /** Versions that orders have claimed, each order one of its own. */
  const claimed = new Set<number>();
  let contact: { email: unknown; optedOut: boolean } | null = null;
  const calls: string[] = [];
  const log = async (call: string) => {
    await step(call);
    calls.push(call);
  };

  const source: RecordSource = {
    sharesContacts: false,
    checkColumns: async () => {},
    mergedRecords: async () => [],
    async holders() {
      await step('holders');
      return [];
    },
    async read() {
      await log('read');
      const reading = aReading(record, String(version));
      if (aPolicy(reading.snapshot).action === 'anonymize') return reading;
      await step('orders');
      const stands = claimed.has(Number(reading.version));
      return stands ? { ...reading, order: { jobId: 'job', orderedOn: null } } : reading;
    },
  };
  const target: ContactTarget = {
    async anonymize() {
      await log('anonymize');
      const known = contact !== null;
      contact = null;
      return known ? { outcome: 'anonymized', status: 410 } : { outcome: 'already-anonymized', status: 404 };
    },
    async readBack() {
      await log('readBack');
      return contact === null ? 'gone' : 'present';
    },
    async sync(_externalId, properties, { optOut }) {
      await log('sync');
      contact = { email: properties['email'], optedOut: optOut };
    },
    async optOut() {
      await log('optOut');
      if (contact === null) return 'unknown-contact';
      contact.optedOut = true;
      return 'opted-out';
    },
  };

  return {
    source,
    target,
    origin: 'ours',
    calls,
    change(next) {
      record = next;
      version += 1;
    },
    order() {
      const about = version;
      return async () => {
        await step('look');
        const found = version;
        await step('claim');
        if (found === about) claimed.add(found);
      };
    },
    contact: () => contact,
    agrees() {
      if (record === 'deleted' || record.email === null || claimed.has(version)) return contact === null;
      return contact?.email === record.email && contact.optedOut === (record.doNotBulkEmail ?? false);
    },
  };
}

function aReading(state: RecordState, version: string): RecordReading {
  const externalId = aRef.id;
  if (state === 'deleted') {
    return {
      snapshot: { table: 'contact', presence: 'deleted' },
      version: null,
      externalId,
      properties: {},
      order: null,
    };
  }
  const { email, doNotBulkEmail = false } = state;
  return {
    snapshot: {
      table: 'contact',
      presence: 'present',
      state: 'active',
      email,
      doNotEmail: false,
      doNotBulkEmail,
    },
    version,
    externalId,
    properties: { email },
    order: null,
  };
}
