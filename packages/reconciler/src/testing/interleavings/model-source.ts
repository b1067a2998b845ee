import type { Decision, RecordSnapshot } from '@spotler-connector/anonymization-policy';
import type { RecordReading, RecordSource } from '../../ports.ts';
import type { Schedule } from './explore.ts';

/** Options of reading the record of a model. */
interface ModelSourceOptions {
  readonly schedule: Schedule;
  /** The record and its version as they are now. */
  readonly read: () => readonly [reading: RecordReading, version: number];
  /** Versions that orders have claimed; undefined in a scene without orders. */
  readonly claims: Set<number> | undefined;
  readonly decide: (snapshot: RecordSnapshot) => Decision;
  /** Whether the record is read more than once. */
  readonly secondRead: boolean;
}

/** The record as one reconcile reads it, with the orders as the real source finds and ends them. */
export function modelSource(options: ModelSourceOptions): RecordSource {
  const { schedule, read, claims, decide, secondRead } = options;
  let first: RecordReading | undefined;

  async function readWithOrders(): Promise<RecordReading> {
    for (;;) {
      await schedule.step('read');
      const [found, at] = read();
      schedule.observe(found);
      const { action } = decide(found.snapshot);
      if (action === 'anonymize' || claims === undefined) return found;
      await schedule.step('orders');
      const others = [...claims].filter((claim) => claim !== at);
      const stands = claims.has(at) || (!action.startsWith('sync') && others.length > 0);
      schedule.observe([stands, others.length]);
      if (stands) return { ...found, order: { jobId: 'job', orderedOn: null } };
      if (others.length === 0) return found;
      if (read()[1] === at) for (const other of others) claims.delete(other);
    }
  }

  return {
    sharesContacts: false,
    checkColumns: async () => {},
    mergedRecords: async () => [],
    holders: async () => [],
    async read() {
      if (!secondRead && first !== undefined) return first;
      first = await readWithOrders();
      return first;
    },
  };
}
