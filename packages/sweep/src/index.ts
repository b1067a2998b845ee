export { FINDING_KINDS, type Finding, type FindingKind } from './finding.ts';
export { type MendingOptions, mend } from './mend.ts';
export { createPageJournal, type PageCounts, type PageJournal } from './page-journal.ts';
export type {
  CallOptions,
  Confirmation,
  ContactPage,
  EarlierReading,
  RecordPage,
  SoughtContact,
  SweepContact,
  SweepRecord,
  SweepSource,
  SweepTarget,
} from './ports.ts';
export type { SweepBase } from './reading.ts';
export { StartOverError } from './start-over-error.ts';
export { expireSweepBase, readSweepBase, type StoredBase, writeSweepBase } from './stored-base.ts';
export { type Compared, compareSides, type SideCounts, type SweepOptions } from './sweep.ts';
export { SweepOvertakenError } from './sweep-overtaken-error.ts';
export {
  assertOwned,
  type CurrentSweep,
  type LastSweep,
  readCurrentSweep,
  readLastSweep,
  type SweepOwner,
  type SweepScope,
  updateCurrentSweep,
  writeCurrentSweep,
  writeLastSweep,
} from './sweep-state.ts';
export {
  createFindingCounts,
  type FindingCounts,
  type FindingGroup,
  ONLY_REPORTED,
} from './sweep-summary.ts';
