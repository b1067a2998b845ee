import type { Broker } from '../protocol/broker.ts';
import type { Journal } from '../semantics/journal.ts';
import { Database } from './database.ts';
import { restore } from './restore.ts';
import { createSqliteJournal } from './sqlite-journal.ts';

/** A folder in use. */
export interface OpenData {
  readonly journal: Journal;
  /** Makes everything anew that the folder holds. */
  readonly restore: (broker: Broker) => void;
  readonly close: () => void;
}

/** Opens a folder. Throws when another emulator has it, or when it is of another version. */
export function openData(folder: string): OpenData {
  const database = new Database(folder);
  return {
    journal: createSqliteJournal(database),
    restore: (broker) => restore(broker, database),
    close: () => database.close(),
  };
}
