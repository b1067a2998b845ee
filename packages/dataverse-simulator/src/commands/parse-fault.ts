import type { Fault } from '../faults/fault.ts';

/** A fault out of a command's body; null when a member is of the wrong type. */
export function parseFault(body: Readonly<Record<string, unknown>>): Fault | null {
  const fault: Fault = {};
  for (const name of ['status', 'retryAfterSeconds', 'times', 'after'] as const) {
    const value = body[name];
    if (typeof value === 'number') fault[name] = value;
    else if (value !== undefined) return null;
  }
  for (const name of ['code', 'message', 'path', 'method'] as const) {
    const value = body[name];
    if (typeof value === 'string') fault[name] = value;
    else if (value !== undefined) return null;
  }
  const { connection } = body;
  if (connection === 'hang' || connection === 'break-off') fault.connection = connection;
  return fault;
}
