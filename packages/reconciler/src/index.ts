export { anonymizeExplicitly } from './anonymize-explicitly.ts';
export type { DueErasure, ErasureBrake, ErasurePermit } from './erasure-brake.ts';
export type { ContactEvidence, EvidenceSink } from './evidence.ts';
export { forgetFormerId } from './forget-former-id.ts';
export { decisionOn, type LookOptions, lookAt, type Sight } from './look.ts';
export type { Effect, ReconcileOutcome } from './outcome.ts';
export { type Failure, type FailureKind, PortError, type Side } from './port-error.ts';
export type {
  Anonymization,
  CallOptions,
  ContactTarget,
  Holder,
  OptOut,
  RecordReading,
  RecordSource,
  StandingOrder,
  Sync,
  Write,
} from './ports.ts';
export {
  askPreconditions,
  type Erasure,
  type Origin,
  PRECONDITIONS,
  type PreconditionAnswer,
  type PreconditionName,
} from './preconditions.ts';
export { type ReconcileOptions, reconcile } from './reconcile.ts';
export { type FollowUpOptions, reconcileWithFollowUps } from './reconcile-with-follow-ups.ts';
export { createWorkQueue, type Priority, type WorkQueue, type WorkQueueOptions } from './work-queue.ts';
export type { ContactWrite } from './write.ts';
