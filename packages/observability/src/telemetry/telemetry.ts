import type { LogFields } from '../log-fields.ts';

/** Which of the two systems: `source` is Dataverse, `target` is Spotler. Exported under those names. */
export type TelemetrySide = 'source' | 'target';

/** A message that is done with. */
export interface MessageSettled {
  /** `complete`, `abandon`, `dead-letter`, `lock-lost`, or `none` for one that was only looked at. */
  settlement: 'complete' | 'abandon' | 'dead-letter' | 'defer' | 'lock-lost' | 'none';
  /** What came of it: a lower-case word such as `reconciled` or `ignored`. */
  outcome: string;
  /** Logical name of the table. One that is not ours is exported as `_OTHER`. */
  table?: string | undefined;
  /** The dead-letter reason, such as `MalformedMessage`. */
  reason?: string | undefined;
  /** Milliseconds from enqueueing to receiving. Less than 0 (the clocks differ) counts as 0. */
  queueDelayMs: number;
  /** Milliseconds from receiving to having settled. */
  durationMs: number;
}

/** A reconcile that ended. */
export interface Reconciled {
  /** What the policy wanted; `undefined` when it was never asked. */
  action?: string | undefined;
  /** The deciding cause; `undefined` when there is none, as for an eligible record. */
  cause?: string | undefined;
  /** What it did: a lower-case word such as `anonymized` or `failed`. */
  outcome: string;
  /** The side that failed. */
  side?: TelemetrySide | undefined;
  /** The kind of failure, such as `unavailable`. */
  failure?: string | undefined;
  /** Milliseconds. */
  durationMs: number;
  /** How often the record was read and acted on. */
  attempts: number;
}

/** A call of one of the two systems that ended, well or not. Each try counts. */
export interface Called {
  /** The system that was called. */
  side: TelemetrySide;
  /** Template of the endpoint, such as `GET /contact/{externalId}`: no id, no query. */
  endpoint: string;
  /** HTTP status; `undefined` when no answer came. */
  status?: number | undefined;
  /** The kind of failure, such as `unavailable`; `undefined` for a good answer. */
  failure?: string | undefined;
  /** Milliseconds. */
  durationMs: number;
}

/** Where the numbers of now are read whenever metrics are collected. Each must be quick and must not throw. */
export interface Gauges {
  /** Messages in hand. */
  inFlight: () => number;
  /** Records that wait to be reconciled. */
  waiting: () => number;
  /** Records that are being reconciled. */
  running: () => number;
}

/** Adds to a span what is known only later. Fields that are not allowed are held back. */
export interface SpanNotes {
  /** Adds fields, over earlier ones of the same name. */
  note(fields: LogFields): void;
}

/** Counts, times and traces what the worker does, without a word of personal data. No method throws. */
export interface Telemetry {
  /** A message is done with. */
  messageSettled(message: MessageSettled): void;
  /** A reconcile ended. */
  reconciled(reconcile: Reconciled): void;
  /** A call ended. */
  called(call: Called): void;
  /** A side went down and intake stopped. */
  paused(pause: { side: TelemetrySide }): void;
  /** A side is up again; without a side, both are. */
  resumed(pause?: { side: TelemetrySide }): void;
  /** A message joined a reconcile that another one had asked for. */
  coalesced(): void;
  /** The connection to Service Bus was made anew: it was old, its token was refused, or it had gone silent. */
  rebuilt(): void;
  /** From now on reads the numbers of now there. */
  observe(gauges: Gauges): void;
  /**
   * Runs `work` in a span, inside the span that it is called in. `name` is a fixed text of lower-case words;
   * `fields` are those of a log line, and pass the same allow-list. What `work` throws marks the span with
   * its class, and goes on to the caller. Without an OTLP endpoint `work` just runs.
   */
  trace<T>(name: string, fields: LogFields, work: (span: SpanNotes) => Promise<T>): Promise<T>;
  /** Every metric in Prometheus's text form (content type `text/plain; version=0.0.4`); empty once closed. */
  prometheus(): Promise<string>;
  /** Sends what has not been sent, within the deadline, and stops. Never rejects. */
  close(): Promise<void>;
}
