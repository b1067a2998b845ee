/** What the worker's log says of one settled message. Everything in it is free of personal data. */
export interface SettledLine {
  table?: string;
  recordId?: string;
  messageName?: string;
  action?: string;
  rule?: string;
  causes?: readonly string[];
  outcome?: string;
  spotlerStatus?: number;
  settlement?: string;
  deliveryCount?: number;
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
