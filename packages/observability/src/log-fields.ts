/**
 * Everything that a log line can say besides its event. A value that doesn't have the shape described here is
 * not printed, nor is any other field. `undefined` and `null` stand for "not there".
 */
export interface LogFields {
  /** Logical name of a table. */
  table?: string | undefined;
  /** The record's GUID. */
  recordId?: string | undefined;
  /** The GUID of a Spotler Job. */
  jobId?: string | undefined;
  /** Dataverse's name for what happened, such as `Update`. */
  messageName?: string | undefined;
  /** What the policy wants: a lower-case word, as in `sync-opted-out`. */
  action?: string | undefined;
  /** The rule that decided: a lower-case word. */
  rule?: string | undefined;
  /** The causes of the decision: lower-case words, at most ten. */
  causes?: readonly string[] | undefined;
  /** The policy that decided: a number, maybe with dots. */
  policyVersion?: string | undefined;
  /** What a reconcile did: a lower-case word. */
  outcome?: string | undefined;
  /** Spotler's HTTP status. */
  spotlerStatus?: number | undefined;
  /** What reading back found: a lower-case word. */
  readBack?: string | undefined;
  /** How often it was tried. */
  attempts?: number | undefined;
  /** How the message was settled: a lower-case word. */
  settlement?: string | undefined;
  /** A dead-letter reason such as `MalformedMessage`, or a lower-case word. */
  reason?: string | undefined;
  /** Which system it is about: a lower-case word. */
  side?: string | undefined;
  /** What sort of failure or thing it is: a lower-case word. */
  kind?: string | undefined;
  /** An HTTP status. */
  status?: number | undefined;
  /** Spotler's or Dataverse's code for a mistake: capitals as in `INVALID_PROPERTY`, or `0x80040217`. */
  errorType?: string | undefined;
  /** The name of a property or column, never its value. */
  property?: string | undefined;
  /** Dataverse's correlation id: a GUID. */
  correlationId?: string | undefined;
  /** Dataverse's id of the operation: a GUID. */
  operationId?: string | undefined;
  /** Milliseconds between enqueueing and receiving. */
  queueDelayMs?: number | undefined;
  /** Milliseconds that it took. */
  durationMs?: number | undefined;
  /** How often the message was delivered. */
  deliveryCount?: number | undefined;
  /** Service Bus's number of the message: a whole number, too large for `number` at times. */
  sequenceNumber?: number | bigint | string | undefined;
  /** A TCP port. */
  port?: number | undefined;
  /** A version such as `1.2.3`. */
  version?: string | undefined;
  /** A signal such as `SIGTERM`. */
  signal?: string | undefined;
  /** What state something is in: a lower-case word. */
  state?: string | undefined;
  /** The path of a queue or subscription. */
  entity?: string | undefined;
  /** How many. */
  count?: number | undefined;
  /** Milliseconds that somebody asked to be left alone. */
  retryAfterMs?: number | undefined;
  /** An endpoint's template such as `GET /contact/{externalId}`, or an address: of that only scheme, host, port. */
  endpoint?: string | undefined;
  /** The class of an error, such as `SpotlerError`. */
  errorName?: string | undefined;
  /** The code of an error, such as `ECONNRESET` or `com.microsoft:message-lock-lost`. */
  errorCode?: string | undefined;
  /** Whether writes were left out. */
  dryRun?: boolean | undefined;
  /** Anything caught. Printed without its message: see {@link describeError}. */
  error?: unknown;
}
