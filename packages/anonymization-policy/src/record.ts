/** The Dataverse tables whose records have a contact in Spotler. */
export const TABLES = ['contact', 'lead', 'account'] as const;

/** One of {@link TABLES}, by its logical name in Dataverse. */
export type Table = (typeof TABLES)[number];

/** Names one Dataverse row. */
export interface RecordRef {
  /** The row's table. */
  readonly table: Table;
  /** The row's primary key: a GUID in lower case, without braces. */
  readonly id: string;
}

/**
 * Whether a row is in use. `inactive` is a deactivated contact or account, and a disqualified lead
 * (statecode 2); `qualified` is a lead that was handed over (statecode 1), which is no deactivation.
 */
export type RecordState = 'active' | 'inactive' | 'qualified';

/** Everything the policy needs to know about a row that exists. */
export interface PresentRecord {
  /** The row's table. */
  readonly table: Table;
  /** Tells this snapshot from that of a deleted row. */
  readonly presence: 'present';
  /** Whether the row is in use. */
  readonly state: RecordState;
  /** The address as Dataverse holds it, untrimmed; `null` when the column is empty. */
  readonly email: string | null;
  /** Dataverse's `donotemail`: the person refuses all e-mail. */
  readonly doNotEmail: boolean;
  /** Dataverse's `donotbulkemail`: the person refuses mailings. */
  readonly doNotBulkEmail: boolean;
  /**
   * The row that this one was merged into, as that row is now; absent for a row that was not merged. A
   * survivor can itself have been merged into another one.
   */
  readonly survivor?: RecordSnapshot | undefined;
}

/** A row that Dataverse says does not exist. Not being allowed to see a row is something else. */
export interface DeletedRecord {
  /** The table that the row was in. */
  readonly table: Table;
  /** Tells this snapshot from that of a row that exists. */
  readonly presence: 'deleted';
  /** Never known: a row that was merged into another one still exists. */
  readonly survivor?: undefined;
}

/** The facts that the policy decides on, as they were at one reading. */
export type RecordSnapshot = DeletedRecord | PresentRecord;
