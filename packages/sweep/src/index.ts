export { FINDING_KINDS, type Finding, type FindingKind } from './finding.ts';
export { type MendingOptions, mend } from './mend.ts';
export { createPageJournal, type PageJournal } from './page-journal.ts';
export type {
  CallOptions,
  Confirmation,
  ContactPage,
  RecordPage,
  SweepContact,
  SweepRecord,
  SweepSource,
  SweepTarget,
} from './ports.ts';
export { type Compared, compareSides, type SideCounts, type SweepOptions } from './sweep.ts';
export {
  type CurrentSweep,
  type LastSweep,
  readCurrentSweep,
  readLastSweep,
  writeCurrentSweep,
  writeLastSweep,
} from './sweep-state.ts';
export { createFindingCounts, type FindingCounts, type FindingGroup } from './sweep-summary.ts';
