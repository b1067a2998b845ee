/** Fields of the worker's log line about a settled message, as the log names them. None holds personal data. */
export interface SettledLine {
  readonly table?: string | undefined;
  readonly recordId?: string | undefined;
  readonly messageName?: string | undefined;
  readonly action?: string | undefined;
  readonly rule?: string | undefined;
  readonly causes?: readonly string[] | undefined;
  readonly outcome?: string | undefined;
  readonly spotlerStatus?: number | undefined;
  readonly settlement?: string | undefined;
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
