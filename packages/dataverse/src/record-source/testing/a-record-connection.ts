import { systemClock } from '@spotler-connector/clock';
import { joinQuestions } from '../../web-api/joined-questions.ts';
import type { RowReader } from '../../web-api/row-reader.ts';
import type { RecordConnection } from '../record-source.ts';

/** Test support: a connection that answers only the calls that a test gives. */
export function aRecordConnection(given: Partial<RecordConnection & RowReader> = {}): RecordConnection {
  const { row = refuse, ask = refuse, ...others } = given;
  return { join: joinQuestions({ row, ask }, systemClock), find: refuse, ask, update: refuse, ...others };
}

async function refuse(): Promise<never> {
  throw new Error('not asked for');
}
