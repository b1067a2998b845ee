import type { RecordConnection } from '../record-source.ts';

/** Test support: a connection that answers only the calls that a test gives. */
export function aRecordConnection(given: Partial<RecordConnection> = {}): RecordConnection {
  return { row: refuse, find: refuse, each: refuse, ask: refuse, update: refuse, ...given };
}

async function refuse(): Promise<never> {
  throw new Error('not asked for');
}
