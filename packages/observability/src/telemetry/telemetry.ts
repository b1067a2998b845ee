import type { LogFields } from '../log-fields.ts';

/** One of the two systems that are made to agree, or the store of what workers share. */
export type System = 'dataverse' | 'spotler' | 'state';

/** A message that is done with. */
export interface MessageSettled {
  /** `complete`, `abandon`, `dead-letter`, `lock-lost`, or `none` for one that was only looked at. */
  readonly settlement: 'complete' | 'abandon' | 'dead-letter' | 'defer' | 'postpone' | 'lock-lost' | 'none';
  /** Its outcome: a lower-case word such as `reconciled` or `ignored`. */
  readonly outcome: string;
  /** Logical name of the table. One that is not ours is exported as `_OTHER`. */
  readonly table?: string | undefined;
  /** The dead-letter reason, such as `MalformedMessage`. */
  readonly reason?: string | undefined;
  /** Milliseconds from enqueueing to receiving. Less than 0 (the clocks differ) counts as 0. */
  readonly queueDelayMs: number;
  /** Milliseconds from receiving to having settled. */
  readonly durationMs: number;
}

/** A reconcile that ended. */
export interface Reconciled {
  /** The action that the policy wanted; `undefined` when it never came to that. */
  readonly action?: string | undefined;
  /** The deciding cause; `undefined` when there is none, as for an eligible record. */
  readonly cause?: string | undefined;
  /** Its outcome: a lower-case word such as `anonymized` or `failed`. */
  readonly outcome: string;
  /** The system that failed. */
  readonly system?: System | undefined;
  /** The kind of failure, such as `unavailable`. */
  readonly failure?: string | undefined;
  /** Milliseconds. */
  readonly durationMs: number;
  /** How often the record was read and acted on. */
  readonly attempts: number;
}

/** A contact that was opted out in place of being erased. */
export interface ErasureHeld {
  /** Logical name of its record's table. */
  readonly table: string;
  /** The deciding cause; `undefined` when there is none, as for an order. */
  readonly cause?: string | undefined;
}

/** A call of one of the two systems that ended, well or not. Each try counts. */
export interface SystemCall {
  /** The system. */
  readonly system: System;
  /** Template of the endpoint, such as `GET /contact/{externalId}`: no id, no query. */
  readonly endpoint: string;
  /** HTTP status; `undefined` when no answer came. */
  readonly status?: number | undefined;
  /** The kind of failure, such as `unavailable`; `undefined` for a good answer. */
  readonly failure?: string | undefined;
  /** Milliseconds. */
  readonly durationMs: number;
}

/**
 * Where the numbers of now are read whenever metrics are collected. Each must be quick and must not throw.
 */
export interface Gauges {
  /** Messages in hand. */
  readonly inFlight: () => number;
  /** Records that wait to be reconciled. */
  readonly waiting: () => number;
  /** Records that are being reconciled. */
  readonly running: () => number;
}

/**
 * A span that is not over yet: what is known only later is added to it. Fields that are not allowed are held
 * back.
 */
export interface ActiveSpan {
  /** Adds fields, over earlier ones of the same name. */
  add(fields: LogFields): void;
}

/** Counts, times and traces what the worker does, without a word of personal data. No method throws. */
export interface Telemetry {
  /** A message is done with. */
  messageSettled(message: MessageSettled): void;
  /** A reconcile ended. */
  reconciled(reconcile: Reconciled): void;
  /** A call of a system ended. */
  callEnded(call: SystemCall): void;
  /** A contact was held. */
  held(held: ErasureHeld): void;
  /** Erasures are held from now on, or not any more. */
  brakeEngaged(engaged: boolean): void;
  /** A system went down and intake stopped. */
  paused(pause: { readonly system: System }): void;
  /** A system is up again; without a system, both are. */
  resumed(pause?: { readonly system: System }): void;
  /** Whether this worker's policy is the newest, so that it takes messages. */
  policyActing(acting: boolean): void;
  /** A second look was done, or could not be arranged. */
  secondLook(outcome: 'mended' | 'nothing' | 'not-arranged'): void;
  /** A record was looked at because a sweep found something: the effect that mended it, or `nothing`. */
  swept(outcome: string): void;
  /** A message shares a reconcile with another message that was waiting for it. */
  coalesced(): void;
  /**
   * The connection to Service Bus was made anew: it was old, its token was refused, or it had gone silent.
   */
  rebuilt(): void;
  /** From now on reads the numbers of now there. */
  observe(gauges: Gauges): void;
  /**
   * Runs `work` in a span, inside the span that it is called in. `name` is a fixed text of lower-case words;
   * `fields` are those of a log line, and pass the same allow-list. What `work` throws marks the span with
   * its class, and goes on to the caller. Without an OTLP endpoint `work` just runs.
   */
  trace<T>(name: string, fields: LogFields, work: (span: ActiveSpan) => Promise<T>): Promise<T>;
  /** Every metric in Prometheus's text form (content type `text/plain; version=0.0.4`); empty once closed. */
  prometheus(): Promise<string>;
  /** Sends what has not been sent, as far as the deadline allows, and stops. Never rejects. */
  close(): Promise<void>;
}
