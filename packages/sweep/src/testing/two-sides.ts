import {
  type Decision,
  decide,
  type RecordRef,
  TABLES,
  type Table,
} from '@spotler-connector/anonymization-policy';
import type {
  Confirmation,
  SoughtContact,
  SweepContact,
  SweepRecord,
  SweepSource,
  SweepTarget,
} from '../ports.ts';

const SETTINGS = { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false };

/** Test support: the id of a record, by number. */
export function idOf(number: number): string {
  return `0c6f2f1e-6d1c-4c8b-9a55-${String(number).padStart(12, '0')}`;
}

/** Test support: the decision on a contact with these facts. */
export function decisionOn(
  facts: { email?: string | null; doNotEmail?: boolean; doNotBulkEmail?: boolean } = {},
): Decision {
  const { email = 'jan@example.org', doNotEmail = false, doNotBulkEmail = false } = facts;
  return decide(
    { table: 'contact', presence: 'present', state: 'active', email, doNotEmail, doNotBulkEmail },
    SETTINGS,
  );
}

/** Test support: a record whose contact goes by its own id. */
export function aRecord(number: number, changes: Partial<SweepRecord> & { table?: Table } = {}): SweepRecord {
  const { table = 'contact', ...others } = changes;
  const ref: RecordRef = { table, id: idOf(number) };
  const properties = { email: `person-${number}@example.org`, lastName: `Name ${number}` };
  return { ref, contactId: ref.id, decision: decisionOn(), properties, ...others };
}

/** Test support: the contact of such a record. */
export function aContact(number: number, changes: Partial<SweepContact> = {}): SweepContact {
  const properties = { email: `person-${number}@example.org`, lastName: `Name ${number}` };
  return { contactId: idOf(number), ownId: `own-${number}`, properties, ...changes };
}

/** Test support: so many contacts, numbered from `from` on. */
export function someContacts(length: number, from = 0): SweepContact[] {
  return Array.from({ length }, (_, index) => aContact(from + index));
}

/** Test support: two sides in memory, which count what is asked of them. */
export function twoSides(
  records: readonly SweepRecord[],
  contacts: SweepContact[],
  pageSize = 1_000,
): SweepSource &
  SweepTarget & { asked: string[]; confirmation: Confirmation; orders: string[]; onContacts: () => void } {
  const sides = {
    asked: [] as string[],
    orders: [] as string[],
    confirmation: 'absent' as Confirmation,
    onContacts: () => {},
  };
  return Object.assign(sides, {
    async records(table: Table, link = '0') {
      sides.asked.push(`${table} ${link}`);
      const all = records.filter(({ ref }) => ref.table === table);
      const end = Number(link) + pageSize;
      return {
        records: all.slice(Number(link), end),
        unreadable: 0,
        gone: [],
        next: end < all.length ? String(end) : undefined,
        changes: end < all.length ? undefined : `changes of ${TABLES.indexOf(table)}`,
      };
    },
    async confirm(contactIds: readonly string[]) {
      sides.asked.push(`confirm ${contactIds.length}`);
      return contactIds.map(() => sides.confirmation);
    },
    pendingOrders: async () => sides.orders,
    async arePresent(sought: readonly SoughtContact[]) {
      sides.asked.push(`present ${sought.length}`);
      return sought.map(({ ref, contactId = ref?.id }) =>
        contacts.some((contact) => contact.contactId === contactId),
      );
    },
    async contacts(after: number) {
      sides.asked.push(`contacts ${after}`);
      const page = contacts.slice(after, after + pageSize);
      const next = after + pageSize < contacts.length ? after + pageSize : undefined;
      sides.onContacts();
      return { contacts: page, next };
    },
  });
}
