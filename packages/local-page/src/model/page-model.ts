import type { Clock } from '@spotler-connector/clock';
import type { FaultName, View } from '../view/view.ts';
import { type ContactTable, createContactTable } from './contact-table.ts';
import { createDecisionList, type DecisionList } from './decision-list.ts';
import { readLogLine } from './log-line.ts';
import { createOperatorRuns, type OperatorRuns } from './operator-runs.ts';
import { createParts, type Parts } from './parts.ts';
import { createRecordTable, type RecordTable } from './record-table.ts';
import { createStories, type Stories } from './stories.ts';
import { createWorkerList, type WorkerList } from './worker-list.ts';

/** Everything that the page knows by being told. */
export interface PageModel {
  readonly parts: Parts;
  readonly records: RecordTable;
  readonly contacts: ContactTable;
  readonly decisions: DecisionList;
  readonly workers: WorkerList;
  readonly runs: OperatorRuns;
  readonly stories: Stories;
  /** The fault that each system has. */
  readonly faults: Readonly<Record<'dataverse' | 'spotler', FaultName>>;
  /** Notes the fault of a system. */
  setFault(system: 'dataverse' | 'spotler', fault: FaultName): void;
  stage(): View['stage'];
  setStage(stage: View['stage']): void;
  /** Takes in a line that a worker wrote. */
  onWorkerLine(text: string, worker: string): void;
}

/** Builds it, knowing nothing. */
export function createPageModel(clock: Clock): PageModel {
  const parts = createParts();
  const stories = createStories();
  const records = createRecordTable(parts, stories);
  const decisions = createDecisionList(parts, stories);
  const workers = createWorkerList(parts);
  const faults: Record<'dataverse' | 'spotler', FaultName> = { dataverse: 'none', spotler: 'none' };
  let stage: View['stage'] = { phase: 'starting', text: 'Starting …', record: null };
  return {
    parts,
    records,
    contacts: createContactTable({ parts, stories, records, now: clock.now }),
    decisions,
    workers,
    runs: createOperatorRuns(parts),
    stories,
    faults,
    setFault(system, fault) {
      faults[system] = fault;
      parts.touch(system);
    },
    stage: () => stage,
    setStage(next) {
      stage = next;
      parts.touch('stage');
    },
    onWorkerLine(text, worker) {
      const line = readLogLine(text);
      if (line === undefined) return;
      const at = clock.now();
      workers.onLine(line, worker, at);
      decisions.onLine(line, worker, at);
    },
  };
}
