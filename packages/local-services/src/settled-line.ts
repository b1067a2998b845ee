/**
 * Fields of the worker's log line about a settled message, as the log names them. None holds personal data.
 */
export interface SettledLine {
  /** The logical name of the table. */
  readonly table?: string | undefined;
  /** The record's GUID. */
  readonly recordId?: string | undefined;
  /** Dataverse's name for what happened, such as `Update`. */
  readonly messageName?: string | undefined;
  /** The policy's action, such as `sync-opted-out`. */
  readonly action?: string | undefined;
  /** The rule that decided. */
  readonly rule?: string | undefined;
  /** The causes of the decision. */
  readonly causes?: readonly string[] | undefined;
  /** The result of the reconcile. */
  readonly outcome?: string | undefined;
  /** Spotler's HTTP status. */
  readonly spotlerStatus?: number | undefined;
  /** The way the message was settled. */
  readonly settlement?: string | undefined;
  /** The number of deliveries so far, this one included. */
  readonly deliveryCount?: number | undefined;
}

/** Reads a line of the worker's log; `undefined` when it is about something else than a settled message. */
export function readSettledLine(line: string): SettledLine | undefined {
  const fields = readLogLine(line);
  return fields?.['event'] === 'message settled' ? fields : undefined;
}

/** Reads a line of the worker's log; `undefined` when it is none. */
export function readLogLine(line: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
}
