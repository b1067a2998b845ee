import type { QueueEvent } from './semantics/queue-event.ts';

/** A client has come or gone. */
export interface ConnectionEvent {
  /** The thing that happened. */
  readonly kind: 'connected' | 'disconnected';
  /** Epoch milliseconds, by the emulator's clock. */
  readonly at: number;
  /** How many clients are connected after it. */
  readonly connections: number;
}

/** One thing that `onEvent` tells. */
export type EmulatorEvent = QueueEvent | ConnectionEvent;
