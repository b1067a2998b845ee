import * as t from 'io-ts';

function optional<T extends t.Mixed>(type: T) {
  return t.union([type, t.undefined]);
}

/** Decodes a line of the worker's log. */
const LogLine = t.intersection([
  t.type({ event: t.string }),
  t.partial({
    level: optional(t.string),
    port: optional(t.number),
    system: optional(t.string),
    table: optional(t.string),
    recordId: optional(t.string),
    messageName: optional(t.string),
    action: optional(t.string),
    rule: optional(t.string),
    causes: optional(t.array(t.string)),
    precondition: optional(t.string),
    outcome: optional(t.string),
    spotlerStatus: optional(t.number),
    settlement: optional(t.string),
    reason: optional(t.string),
    queueDelayMs: optional(t.number),
    durationMs: optional(t.number),
    kind: optional(t.string),
    status: optional(t.number),
    count: optional(t.number),
  }),
]);

/** A line of the worker's log, as far as the page has a use for it. */
export type LogLine = t.TypeOf<typeof LogLine>;

/** Reads a line of the worker's log; undefined when it is none. */
export function readLogLine(text: string): LogLine | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return LogLine.is(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
