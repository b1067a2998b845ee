import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

const FILE = 'service-bus-emulator.sqlite';
/** Raised whenever what is written changes; a file of another version is refused, not guessed at. */
const VERSION = 1;

const TABLES = `
  CREATE TABLE entity (path TEXT PRIMARY KEY COLLATE NOCASE, record BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE message (
    queue TEXT NOT NULL COLLATE NOCASE, number INTEGER NOT NULL, record BLOB NOT NULL,
    PRIMARY KEY (queue, number)
  );
  CREATE TABLE sequence (queue TEXT PRIMARY KEY COLLATE NOCASE, reserved INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE session (
    queue TEXT NOT NULL COLLATE NOCASE, id TEXT NOT NULL, state BLOB NOT NULL, PRIMARY KEY (queue, id)
  );
`;

/**
 * The file that everything is kept in. What is written in one turn of the event loop is kept as a whole or
 * not at all.
 */
export class Database {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #isWriting = false;

  /** Opens the file in a folder, which is made when it is not there. Throws when another process has it. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#database = new DatabaseSync(join(folder, FILE));
    // One emulator at a time; a write-ahead log that is synced at each commit survives a kill and a power
    // cut.
    this.#database.exec(
      'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL',
    );
    this.#prepareTables();
  }

  all(sql: string): Record<string, unknown>[] {
    return this.#statement(sql).all();
  }

  /**
   * Writes as part of this turn. Its commit comes before anything that is answered in the turn leaves the
   * process.
   */
  run(sql: string, ...values: (string | number | Uint8Array)[]): void {
    if (!this.#isWriting) {
      this.#isWriting = true;
      this.#database.exec('BEGIN');
      queueMicrotask(() => this.commit());
    }
    this.#statement(sql).run(...values);
  }

  commit(): void {
    if (!this.#isWriting) return;
    this.#isWriting = false;
    this.#database.exec('COMMIT');
  }

  close(): void {
    this.commit();
    this.#database.close();
  }

  #prepareTables(): void {
    const version = this.#database.prepare('PRAGMA user_version').get()?.['user_version'];
    if (version === VERSION) return;
    if (version !== 0) throw new Error(`The data are of version ${version}; this emulator reads ${VERSION}.`);
    this.#database.exec(`BEGIN; ${TABLES} PRAGMA user_version = ${VERSION}; COMMIT`);
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
