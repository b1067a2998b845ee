import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { MalformedReport } from './malformed-report.ts';

/** Origin of a well-formed change message. Nothing in it comes from the record's columns. */
interface MessageOrigin {
  /** Dataverse's name of the event, such as `Create`, `Update`, `Delete`, `Merge`. */
  readonly messageName: string;
  /**
   * The system job that carried the message: the same for each retry of one delivery. Lower case, or null.
   */
  readonly operationId: string | null;
  /** Shared by everything that one request set off; not unique per message. Lower case, or null. */
  readonly correlationId: string | null;
  /** The Dataverse organization that sent it. Lower case, or null. */
  readonly organizationId: string | null;
  /** The user who began what led to the event, who need not be the one it ran as. Lower case, or null. */
  readonly initiatingUserId: string | null;
  /** When the change was made: milliseconds since the epoch. Null when nothing readable says so. */
  readonly changedAt: number | null;
}

/** Records of ours may have changed. What they look like now, only reading them tells. */
export interface ChangeMessage extends MessageOrigin {
  /** Tells it from the other kinds. */
  readonly kind: 'change';
  /** Without repetition: one for most messages, two for a Merge (survivor first), many for `…Multiple`. */
  readonly records: RecordRef[];
  /** True when Dataverse removed parameters and images because the message passed its 192 KB limit. */
  readonly stripped: boolean;
  /**
   * Values of the external id column before the event, by record id; null when it was empty. Only there when
   * the context names the column and the step that sent the message registers a pre-image with it. The
   * external id of a deleted record, and the one that a record had before an update, are known from nowhere
   * else. A message of our own names here the contact that it is about, with or without such a column.
   */
  readonly externalIds: Readonly<Record<string, string | null>>;
  /**
   * When the contact that a message of our own is about was erased, in milliseconds since the epoch; only
   * there for a second look after an erasure.
   */
  readonly erasedAt?: number | undefined;
}

/** A Spotler Job was made or changed. */
export interface JobMessage extends MessageOrigin {
  /** Tells it from the other kinds. */
  readonly kind: 'job';
  /** The job's row id, lower case, without braces. */
  readonly id: string;
  /** True when Dataverse removed parameters and images because the message passed its 192 KB limit. */
  readonly stripped: boolean;
}

/** A well-formed message about something that is none of our business. */
export interface ForeignMessage {
  /** Tells it from the other kinds. */
  readonly kind: 'foreign';
  /** The table's logical name; null when the message is about no table. */
  readonly table: string | null;
  /** Dataverse's name of the event, or null when it has none. */
  readonly messageName: string | null;
}

/** A body that can't be understood. Reading it again is no use. */
export interface MalformedMessage {
  /** Tells it from the other kinds. */
  readonly kind: 'malformed';
  /** Expectations, and where they were not met; never a value from the body. */
  readonly report: MalformedReport;
}

/** A queue message, decoded. */
export type DecodedMessage = ChangeMessage | JobMessage | ForeignMessage | MalformedMessage;
