import type { SweepPorts } from '../sweep-ports.ts';
import { aRecord, KEEP, REFUSES } from './a-stage.ts';

/**
 * Test support: both sides, which tell what changed: so many records, of which four refuse, and three
 * contacts more. Of these one has a record that is hidden, one is gone meanwhile, and one is an orphan.
 */
export function someOrphans(people: number): Pick<SweepPorts, 'source' | 'target'> {
  const records = Array.from({ length: people }, (_, number) => aRecord(number, number < 4 ? REFUSES : KEEP));
  const [orphan, hidden, gone] = [20, 21, 22].map((number) => aRecord(number, KEEP).contactId);
  const contacts = [...records.map(({ contactId }) => contactId), orphan, hidden, gone];
  return {
    source: {
      async records(table, link) {
        const own = table === 'contact' && link === undefined ? records : [];
        return { records: own, unreadable: 0, gone: [], next: undefined, changes: `changes of ${table}` };
      },
      confirm: async (ids) =>
        ids.map((id) => (id === orphan ? 'absent' : id === hidden ? 'unknown' : 'present')),
      pendingOrders: async () => [],
    },
    target: {
      async contacts(_after, { since } = {}) {
        const all = contacts.map((contactId) => ({ contactId, ownId: 'own', properties: {} }));
        return { contacts: since === undefined ? all : [], next: undefined };
      },
      arePresent: async (sought) => sought.map(({ contactId }) => contactId !== gone),
    },
  };
}
