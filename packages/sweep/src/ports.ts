import type { Decision, RecordRef, Table } from '@spotler-connector/anonymization-policy';

/** Options of every call over a port. */
export interface CallOptions {
  /** Ends waiting and retrying. */
  readonly signal?: AbortSignal | undefined;
}

/** A record as a page shows it. */
export interface SweepRecord {
  /** Which record it is. */
  readonly ref: RecordRef;
  /** The id under which Spotler has its contact. */
  readonly contactId: string;
  /** The decision on it: the policy's, or that of an order that stands. */
  readonly decision: Decision;
  /** The values that a sync writes, by Spotler property. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** One page of a table. */
export interface RecordPage {
  /** The records of this page. */
  readonly records: readonly SweepRecord[];
  /** How many records are there, but can't be understood. */
  readonly unreadable: number;
  /** Ids of records that are deleted, or can't be understood any more; of changes only. */
  readonly gone: readonly string[];
  /** Link to the next page; undefined on the last one. */
  readonly next: string | undefined;
  /** Link to what changes from now on, on the last page, where the table tells. */
  readonly changes: string | undefined;
}

/** Answer to the question whether any record has a contact. */
export type Confirmation =
  /** The source says first-hand, for every table, that no record has it. */
  | 'absent'
  /** A record has it after all. */
  | 'present'
  /** It can't be known, such as where a row is hidden from us. */
  | 'unknown';

/** How far an earlier sweep had come with a table. */
export interface EarlierReading {
  /** Link to what changed since. */
  readonly link: string;
  /** When that sweep began, in epoch milliseconds. */
  readonly time: number;
}

/** Where records are. */
export interface SweepSource {
  /**
   * Reads one page of a table: from its beginning without a link. `since` is the earlier sweep since which
   * changes are read, with records that depend on what changed; `expired` when it is not known any more what
   * changed, or not reliably. Rejects when it can't be read. The page after it may be asked for already,
   * since that is the next one read.
   */
  records(
    table: Table,
    link: string | undefined,
    options?: CallOptions & { readonly since?: EarlierReading | undefined },
  ): Promise<RecordPage | 'expired'>;
  /** Says of each contact id whether a record has it; an answer that can't be had is `unknown`. */
  confirm(contactIds: readonly string[], options?: CallOptions): Promise<readonly Confirmation[]>;
  /** Ids of orders that were given before this time, in epoch milliseconds, and never carried out. */
  pendingOrders(before: number, options?: CallOptions): Promise<readonly string[]>;
}

/** A contact as a page shows it. */
export interface SweepContact {
  /** Reference by an external system; undefined for a contact that none knows. */
  readonly contactId: string | undefined;
  /** Reference by Spotler itself; tells two contacts of one id apart. */
  readonly ownId: string | undefined;
  /** Values by property name. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** One page of contacts. */
export interface ContactPage {
  /** The contacts of this page. */
  readonly contacts: readonly SweepContact[];
  /** How many entries come before the next page; undefined on the last one. */
  readonly next: number | undefined;
}

/** A contact by its own id, or else by the record that has it. */
export interface SoughtContact {
  /** Its record, or for an orphan the one that was. */
  readonly ref: RecordRef | undefined;
  /** Its id, where that is not the record's. */
  readonly contactId: string | undefined;
}

/** Where contacts are. */
export interface SweepTarget {
  /**
   * Reads one page of every contact, or of those that were changed after a time in epoch milliseconds, from
   * an offset. Rejects when it can't be read.
   */
  contacts(
    after: number,
    options?: CallOptions & { readonly since?: number | undefined },
  ): Promise<ContactPage>;
  /** Whether each of these contacts is there now. Rejects when that can't be known. */
  arePresent(contacts: readonly SoughtContact[], options?: CallOptions): Promise<readonly boolean[]>;
}
