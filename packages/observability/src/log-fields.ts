/**
 * Everything that a log line can say besides its event. A value that doesn't have the shape described here is
 * not printed, nor is any other field. `undefined` and `null` stand for "not there".
 */
export interface LogFields {
  /** Logical name of a table. */
  readonly table?: string | undefined;
  /** The record's GUID. */
  readonly recordId?: string | undefined;
  /** The GUID of a Spotler Job. */
  readonly jobId?: string | undefined;
  /** Dataverse's name for what happened, such as `Update`. */
  readonly messageName?: string | undefined;
  /** The action that the policy wants: a lower-case word, as in `sync-opted-out`. */
  readonly action?: string | undefined;
  /** The rule that decided: a lower-case word. */
  readonly rule?: string | undefined;
  /** The causes of the decision: lower-case words, at most ten. */
  readonly causes?: readonly string[] | undefined;
  /** The policy that decided: a number, maybe with dots. */
  readonly policyVersion?: string | undefined;
  /** The outcome of a reconcile: a lower-case word. */
  readonly outcome?: string | undefined;
  /** Spotler's HTTP status. */
  readonly spotlerStatus?: number | undefined;
  /** The result of reading back: a lower-case word. */
  readonly readBack?: string | undefined;
  /** The precondition of an erasure that is not met or could not be asked: a lower-case word. */
  readonly precondition?: string | undefined;
  /** How often it was tried. */
  readonly attempts?: number | undefined;
  /** How the message was settled: a lower-case word. */
  readonly settlement?: string | undefined;
  /** A dead-letter reason such as `MalformedMessage`, or a lower-case word. */
  readonly reason?: string | undefined;
  /** Which system it is about: `dataverse` or `spotler`. */
  readonly system?: string | undefined;
  /** The kind of failure or thing: a lower-case word. */
  readonly kind?: string | undefined;
  /** An HTTP status. */
  readonly status?: number | undefined;
  /** Spotler's or Dataverse's code for a mistake: capitals as in `INVALID_PROPERTY`, or `0x80040217`. */
  readonly errorType?: string | undefined;
  /** The name of a property or column, never its value. */
  readonly property?: string | undefined;
  /** Dataverse's correlation id: a GUID. */
  readonly correlationId?: string | undefined;
  /** Dataverse's id of the operation: a GUID. */
  readonly operationId?: string | undefined;
  /** Milliseconds between enqueueing and receiving. */
  readonly queueDelayMs?: number | undefined;
  /** Milliseconds that it took. */
  readonly durationMs?: number | undefined;
  /** How often the message was delivered. */
  readonly deliveryCount?: number | undefined;
  /** Service Bus's number of the message: a whole number, too large for `number` at times. */
  readonly sequenceNumber?: number | bigint | string | undefined;
  /** A TCP port. */
  readonly port?: number | undefined;
  /** A version such as `1.2.3`. */
  readonly version?: string | undefined;
  /** A signal such as `SIGTERM`. */
  readonly signal?: string | undefined;
  /** The state of something: a lower-case word. */
  readonly state?: string | undefined;
  /** The path of a queue or subscription. */
  readonly entity?: string | undefined;
  /** How many. */
  readonly count?: number | undefined;
  /** Milliseconds that somebody asked to be left alone. */
  readonly retryAfterMs?: number | undefined;
  /**
   * An endpoint's template such as `GET /contact/{externalId}`, or an address: of that only scheme, host,
   * port.
   */
  readonly endpoint?: string | undefined;
  /** The class of an error, such as `SpotlerError`. */
  readonly errorName?: string | undefined;
  /** The code of an error, such as `ECONNRESET` or `com.microsoft:message-lock-lost`. */
  readonly errorCode?: string | undefined;
  /** Whether writes were left out. */
  readonly dryRun?: boolean | undefined;
  /** Anything caught. Printed without its message: see {@link describeError}. */
  readonly error?: unknown;
}
