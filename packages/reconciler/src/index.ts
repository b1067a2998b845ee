export { anonymizeExplicitly } from './anonymize-explicitly.ts';
export type { Effect, ReconcileOutcome } from './outcome.ts';
export { type Failure, type FailureKind, PortError, type Side } from './port-error.ts';
export type {
  Anonymization,
  CallOptions,
  ContactTarget,
  RecordReading,
  RecordSource,
  StandingOrder,
} from './ports.ts';
export { type ReconcileOptions, reconcile } from './reconcile.ts';
export { createWorkQueue, type Priority, type WorkQueue, type WorkQueueOptions } from './work-queue.ts';
