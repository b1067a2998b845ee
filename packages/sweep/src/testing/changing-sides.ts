import { TABLES, type Table } from '@spotler-connector/anonymization-policy';
import type { SoughtContact, SweepContact, SweepRecord, SweepSource, SweepTarget } from '../ports.ts';

/** Test support: two sides that tell what changed since, as Dataverse and Spotler do. */
export function changingSides(pageSize = 10) {
  const records = new Map<string, { at: number; record: SweepRecord | undefined; table: Table }>();
  const contacts = new Map<string, { at: number; contact: SweepContact }>();
  const asked: string[] = [];
  let time = 1;

  const sides = {
    asked,
    expired: false,
    now: () => time,
    put(record: SweepRecord) {
      records.delete(record.ref.id);
      records.set(record.ref.id, { at: ++time, record, table: record.ref.table });
    },
    delete(id: string) {
      const table = records.get(id)?.table ?? 'contact';
      records.delete(id);
      records.set(id, { at: ++time, record: undefined, table });
    },
    write(contact: SweepContact) {
      contacts.delete(contact.contactId ?? '');
      contacts.set(contact.contactId ?? '', { at: ++time, contact });
    },
    erase: (id: string) => void contacts.delete(id),
  };

  const source: SweepSource = {
    async records(table, link, { since } = {}) {
      asked.push(`${table} ${link ?? 'all'}`);
      if (since !== undefined && sides.expired) return 'expired';
      const [from = 0, to = time, start = 0] = (link ?? `0 ${time} 0`).split(' ').map(Number);
      const upTo = link?.includes(' ') === true ? to : time;
      const all = [...records].filter(
        ([, each]) => each.table === table && each.at > from && each.at <= upTo,
      );
      const page = all.slice(start, start + pageSize);
      const more = start + pageSize < all.length;
      return {
        records: page.flatMap(([, { record }]) => record ?? []),
        unreadable: 0,
        gone: from === 0 ? [] : page.flatMap(([id, { record }]) => (record === undefined ? id : [])),
        next: more ? `${from} ${upTo} ${start + pageSize}` : undefined,
        changes: more ? undefined : String(upTo),
      };
    },
    async confirm(ids) {
      asked.push(`confirm ${ids.length}`);
      return ids.map((id) => (records.get(id.toLowerCase())?.record === undefined ? 'absent' : 'present'));
    },
    pendingOrders: async () => [],
  };
  const target: SweepTarget = {
    async contacts(after, { since = 0 } = {}) {
      asked.push(`contacts ${after} since ${since}`);
      const all = [...contacts.values()].filter(({ at }) => at > since);
      const page = all.slice(after, after + pageSize).map(({ contact }) => contact);
      return { contacts: page, next: after + pageSize < all.length ? after + pageSize : undefined };
    },
    async arePresent(sought: readonly SoughtContact[]) {
      asked.push(`present ${sought.length}`);
      return sought.map(({ ref, contactId = ref?.id ?? '' }) => contacts.has(contactId));
    },
  };
  return Object.assign(sides, source, target, { tables: TABLES });
}
