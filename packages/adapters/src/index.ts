export {
  type CheckedColumns,
  type CheckedColumnsOptions,
  COLUMN_NOT_READABLE,
  createCheckedColumns,
} from './checked-columns.ts';
export { readFieldMapping, readJobTable } from './configured-files.ts';
export { connectRecords, connectSpotler, type DataverseRecords } from './connect-systems.ts';
export { type DataverseSourceOptions, dataverseSource, type SourceRecords } from './dataverse-source.ts';
export {
  BLOCKED_DESCRIPTIONS,
  DEAD_LETTER_DESCRIPTIONS,
  isOwnDescription,
  type Refusing,
  refusalDescription,
} from './dead-letter-descriptions.ts';
export { type ErasureBrakeOptions, erasureBrake } from './erasure-brake.ts';
export { errorMessage, failureText } from './error-message.ts';
export { type EvidenceSinkOptions, evidenceSink } from './evidence-sink.ts';
export { openStores, type Stores } from './open-stores.ts';
export { policyAsConfigured } from './policy-as-configured.ts';
export { policyFingerprint } from './policy-fingerprint.ts';
export { failureOf, type System, systemOf, withPortErrors } from './port-errors.ts';
export {
  type CallReporting,
  type DataverseCall,
  reportCall,
  reportJobCalls,
  reportRecordCalls,
} from './report-calls.ts';
export { type DecidingSettings, settingsFingerprint } from './settings-fingerprint.ts';
export { dryRunTarget, spotlerTarget } from './spotler-target.ts';
export { type SweepSides, type SweepSidesOptions, sweepSides } from './sweep/sweep-sides.ts';
