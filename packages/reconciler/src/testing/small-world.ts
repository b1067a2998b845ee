import type { Decision, RecordRef, RecordSnapshot } from '@spotler-connector/anonymization-policy';
import type { ContactTarget, RecordReading, RecordSource } from '../ports.ts';

/** The one record that these tests are about. */
export const aRef: RecordRef = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' };

/** The record's values; `deleted` leaves none. */
export type RecordState =
  | {
      readonly email: string | null;
      readonly doNotBulkEmail?: boolean;
      readonly state?: 'active' | 'inactive';
    }
  | 'deleted';

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
   * Somebody orders an anonymization. What comes back lets the order stand, unless the policy has wanted the
   * contact of a later version.
   */
  order(): () => Promise<void>;
  /** The contact as Spotler has it; `null` when there is none. */
  contact(): { email: unknown; optedOut: boolean } | null;
  /** Whether the contact is what the policy and the order want for the record as it is now. */
  agrees(): boolean;
}

/** A policy of four lines: these tests are about the loop, not about the rules. */
export function aPolicy(snapshot: RecordSnapshot): Decision {
  const policyVersion = 'test';
  if (snapshot.presence === 'deleted') {
    return { action: 'anonymize', rule: 'deleted', causes: ['deleted'], policyVersion };
  }
  if (snapshot.email === null) {
    return { action: 'anonymize', rule: 'no-valid-email', causes: ['no-email'], policyVersion };
  }
  if (snapshot.state === 'inactive') {
    const action = snapshot.doNotBulkEmail ? 'opt-out' : 'leave';
    return { action, rule: 'inactive-kept', causes: ['inactive'], policyVersion };
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
  /** Versions since which orders stand, each order one of its own. */
  const claims = new Set<number>();
  /** The state that the contact must have by now, whatever the record says of it. */
  let due: 'gone' | 'no permission' | undefined;
  let contact: { email: unknown; optedOut: boolean } | null = null;
  const calls: string[] = [];
  const log = async (call: string) => {
    await step(call);
    calls.push(call);
  };
  const wanted = (about = record) => actionOn(about).startsWith('sync');

  const source: RecordSource = {
    sharesContacts: false,
    checkColumns: async () => {},
    mergedRecords: async () => [],
    async holders() {
      await step('holders');
      return [];
    },
    async read() {
      for (;;) {
        await log('read');
        const [about, found] = [record, version];
        const reading = aReading(about, String(found));
        if (actionOn(about) === 'anonymize') return reading;
        await step('orders');
        const others = [...claims].filter((claim) => claim !== found);
        if (claims.has(found) || (!wanted(about) && others.length > 0)) {
          return { ...reading, order: { jobId: 'job', orderedOn: null } };
        }
        if (others.length === 0) return reading;
        // The policy wants the contact: orders about earlier versions are over, if these are earlier ones.
        await log('read');
        if (version === found) for (const other of others) claims.delete(other);
      }
    },
  };
  const target: ContactTarget = {
    async anonymize() {
      await log('anonymize');
      const known = contact !== null;
      contact = null;
      if (!wanted() || claims.size > 0) due = 'gone';
      return known ? { outcome: 'anonymized', status: 410 } : { outcome: 'already-anonymized', status: 404 };
    },
    async readBack() {
      await log('readBack');
      return contact === null ? 'gone' : 'present';
    },
    async sync(_externalId, properties, { optOut }) {
      await log('sync');
      const created = contact === null;
      contact = { email: properties['email'], optedOut: optOut || (contact?.optedOut ?? false) };
      return { created };
    },
    async optOut() {
      await log('optOut');
      due ??= 'no permission';
      if (contact === null) return { outcome: 'unknown-contact' };
      contact.optedOut = true;
      return { outcome: 'opted-out' };
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
      if (wanted()) due = undefined;
    },
    order() {
      const about = version;
      return async () => {
        await step('look');
        const [found, claimable] = [version, version === about || !wanted()];
        await step('claim');
        if (claimable) claims.add(found);
      };
    },
    contact: () => contact,
    agrees() {
      if (record === 'deleted' || record.email === null) return contact === null;
      if (wanted() && !claims.has(version)) {
        return contact?.email === record.email && (contact.optedOut || !record.doNotBulkEmail);
      }
      if (claims.size > 0 || due === 'gone') return contact === null;
      return contact === null || contact.optedOut || due === undefined;
    },
  };
}

function actionOn(state: RecordState): Decision['action'] {
  return aPolicy(aReading(state, '').snapshot).action;
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
  const { email, doNotBulkEmail = false, state: inUse = 'active' } = state;
  return {
    snapshot: {
      table: 'contact',
      presence: 'present',
      state: inUse,
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
