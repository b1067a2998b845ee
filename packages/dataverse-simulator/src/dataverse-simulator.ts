import type { ColumnSecurity } from './column-security/column-security.ts';
import type { Fault } from './faults/fault.ts';
import type { Columns } from './store/row.ts';

/** A state to set, and under which name it is told. */
export interface RowState {
  /** Value of `statecode`. */
  readonly statecode: number;
  /** Value of `statuscode`. */
  readonly statuscode: number;
  /** Default: `SetStateDynamicEntity`. */
  readonly message?: 'SetState' | 'SetStateDynamicEntity' | undefined;
}

/** A running Dataverse stand-in. Every change that it makes publishes as its steps say. */
export interface DataverseSimulator {
  /** Its organization URL, such as `http://127.0.0.1:8081`; the Web API is at `/api/data/v9.2/` below it. */
  readonly url: string;
  /** The port that it listens on. */
  readonly port: number;
  /** Makes a row. Resolves to its id, a new one unless `id` is given. @throws for an unknown table. */
  create(table: string, columns: Columns, id?: string): Promise<string>;
  /** Changes columns; state columns among others make a second Update. @throws when there is no such row. */
  update(table: string, id: string, columns: Columns): Promise<void>;
  /** Deletes a row. @throws when there is no such row. */
  delete(table: string, id: string): Promise<void>;
  /** Brings a deleted row back under its old id. @throws when no such row was deleted. */
  restore(table: string, id: string): Promise<void>;
  /** Merges the subordinate into the target and deactivates it. @throws when one of them is missing. */
  merge(table: string, targetId: string, subordinateId: string, content?: Columns): Promise<void>;
  /**
   * Changes state and status by an old request, for which only steps of SetState, or of its other name, run.
   * @throws when there is no such row.
   */
  setState(table: string, id: string, state: RowState): Promise<void>;
  /** A row's columns by logical name, or null when there is none. */
  get(table: string, id: string): Columns | null;
  /** A row's ETag as the Web API shows it, or null when there is none. */
  etag(table: string, id: string): string | null;
  /** Every row of a table. @throws for an unknown table. */
  all(table: string): readonly Columns[];
  /** Takes the read privilege for a row away: queries leave it out, a GET answers 403. */
  hide(table: string, id: string): void;
  /** Gives the privilege back. */
  show(table: string, id: string): void;
  /** Columns that the application user may not read, or not as they are. */
  readonly columnSecurity: Omit<ColumnSecurity, 'shown'>;
  /** The organization that it is, as messages and WhoAmI have it. */
  readonly organizationId: string;
  /** Makes coming Web API requests fail. */
  fail(fault: Fault): void;
  /** Forgets faults that were not met yet. */
  clearFaults(): void;
  /** Requests that met a fault so far. */
  faultsMet(): number;
  /** HTTP requests to the Web API so far; a batch is one. */
  requests(): number;
  /** Requests of them that change something, those inside batches too, whether they succeeded or not. */
  writes(): number;
  /** Resolves when every message that was put in line has been sent or given up. */
  idle(): Promise<void>;
  /** Messages sent so far. */
  published(): number;
  /** Stops listening, drops unsent messages and closes the connection to the broker. */
  close(): Promise<void>;
}
