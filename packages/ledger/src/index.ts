export {
  type ChainMark,
  type Checkpoint,
  newestCheckpoint,
  parseCheckpoint,
  type StoredCheckpoint,
} from './checkpoint.ts';
export {
  createEvidenceWriter,
  type EvidenceWriter,
  type EvidenceWriterOptions,
} from './create-evidence-writer.ts';
export { entriesOfRecord } from './entries-of-record.ts';
export type { Entry } from './entry.ts';
export type {
  AboutRecord,
  BrakeFact,
  ErasureFact,
  EvidenceFact,
  GenerationFact,
  Initiator,
  JobFact,
  MendFact,
  OptOutFact,
  PossiblyAboutRecord,
  SweepFact,
} from './facts.ts';
export { makeCheckpoint } from './make-checkpoint.ts';
export { recordEvidence } from './record-evidence.ts';
export type { Counts, DayTally, MonthReport, Tally, Waits } from './report/month-report.ts';
export { type ReportOptions, reportMonth } from './report/report-month.ts';
export type { Problem, ProblemKind } from './verify/problem.ts';
export { type Verification, type VerifyOptions, verifyEvidence } from './verify/verify-evidence.ts';
