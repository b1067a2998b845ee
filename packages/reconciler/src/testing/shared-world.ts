import type { Decision, RecordRef, RecordSnapshot } from '@spotler-connector/anonymization-policy';
import { PortError } from '../port-error.ts';
import type { ContactTarget, Holder, RecordReading, RecordSource } from '../ports.ts';

/** A row of a {@link SharedWorld}. */
export interface Row {
  readonly ref: RecordRef;
  readonly externalId: string;
  readonly email: string | null;
  readonly refuses?: boolean;
  readonly state?: 'active' | 'inactive';
}

/** A Dataverse with several records, some with one contact, and the contacts of Spotler. */
export interface SharedWorld {
  readonly source: RecordSource;
  readonly target: ContactTarget;
  /** Rows by name, such as `contact/1`. */
  readonly rows: Map<string, Row>;
  /** The contacts that Spotler has, by external id. */
  readonly contacts: Map<string, { email: unknown; optedOut: boolean }>;
  /** Every write, in order. */
  readonly writes: string[];
  /** Calls of `holders`. */
  holdersAsked: number;
  /** A column that can't be read, if any. */
  hiddenColumn: string | undefined;
}

/** A policy of four lines: these tests are about the loop, not about the rules. */
export function aSharedPolicy(snapshot: RecordSnapshot): Decision {
  const policyVersion = 'test';
  if (snapshot.presence === 'deleted') {
    return { action: 'anonymize', rule: 'deleted', causes: ['deleted'], policyVersion };
  }
  if (snapshot.doNotEmail) {
    return { action: 'anonymize', rule: 'do-not-email', causes: ['do-not-email'], policyVersion };
  }
  return snapshot.state === 'active'
    ? { action: 'sync', rule: 'eligible', causes: [], policyVersion }
    : { action: 'leave', rule: 'inactive-kept', causes: ['inactive'], policyVersion };
}

/** Builds the world; `sharesContacts` is whether a column holds the external ids. */
export function aSharedWorld(rows: readonly Row[], sharesContacts: boolean): SharedWorld {
  const world: SharedWorld = {
    rows: new Map(rows.map((row) => [nameOf(row.ref), row])),
    contacts: new Map(),
    writes: [],
    holdersAsked: 0,
    hiddenColumn: undefined,
    source: {
      sharesContacts,
      read: async (ref) => aReading(ref, world.rows.get(nameOf(ref))),
      async holders(_ref, externalId) {
        world.holdersAsked += 1;
        const holding = [...world.rows.values()].filter((row) => row.externalId === externalId);
        return holding.map((row): Holder => ({ ref: row.ref, ...aReading(row.ref, row) }));
      },
      mergedRecords: async () => [],
      async checkColumns() {
        const { hiddenColumn: property } = world;
        if (property === undefined) return;
        throw new PortError({ side: 'source', kind: 'authentication', code: 'ColumnNotReadable', property });
      },
    },
    target: aTarget(() => world),
  };
  return world;
}

function aTarget(world: () => SharedWorld): ContactTarget {
  return {
    async anonymize(externalId) {
      world().writes.push(`anonymize ${externalId}`);
      return world().contacts.delete(externalId)
        ? { outcome: 'anonymized', status: 410 }
        : { outcome: 'already-anonymized', status: 404 };
    },
    readBack: async (externalId) => (world().contacts.has(externalId) ? 'present' : 'gone'),
    async sync(externalId, { email }, { optOut }) {
      world().writes.push(`sync ${externalId}`);
      const created = !world().contacts.has(externalId);
      world().contacts.set(externalId, { email, optedOut: optOut });
      return { created };
    },
    async optOut(externalId) {
      world().writes.push(`opt out ${externalId}`);
      const contact = world().contacts.get(externalId);
      if (contact === undefined) return { outcome: 'unknown-contact' };
      contact.optedOut = true;
      return { outcome: 'opted-out' };
    },
  };
}

function aReading({ table, id }: RecordRef, row: Row | undefined): RecordReading {
  const order = null;
  if (row === undefined) {
    const snapshot = { table, presence: 'deleted' } as const;
    return { snapshot, version: null, externalId: id, properties: {}, order };
  }
  const { externalId, email, refuses = false, state = 'active' } = row;
  return {
    snapshot: { table, presence: 'present', state, email, doNotEmail: refuses, doNotBulkEmail: false },
    version: JSON.stringify(row),
    externalId,
    properties: { email },
    order,
  };
}

function nameOf({ table, id }: RecordRef): string {
  return `${table}/${id}`;
}
