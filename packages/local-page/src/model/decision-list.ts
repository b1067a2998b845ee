import type { DecisionRow, View } from '../view/view.ts';
import { createBoundedList } from './bounded-list.ts';
import type { LogLine } from './log-line.ts';
import type { Parts } from './parts.ts';
import type { Stories } from './stories.ts';

/** The decisions of the workers, message by message. */
export interface DecisionList {
  /** Takes in a line about a message that was settled, or about one of its records. */
  onLine(line: LogLine, worker: string, at: number): void;
  view(): View['decisions'];
}

const MAX_SHOWN = 40;
const TOLD: readonly string[] = ['message settled', 'record reconciled', 'record followed', 'second look'];

/** Builds it without decisions. */
export function createDecisionList(parts: Parts, stories: Stories): DecisionList {
  const rows = createBoundedList<DecisionRow>(MAX_SHOWN);
  return {
    onLine(line, worker, at) {
      if (!TOLD.includes(line.event)) return;
      const row = decisionRow(line, { worker, at, number: rows.total + 1 });
      rows.add(row);
      parts.touch('decisions');
      if (row.recordId === null) return;
      stories.tell(row.recordId, { at, lane: 'worker', ...wordsForDecision(row) });
      parts.touch('story');
    },
    view: () => ({ total: rows.total, rows: rows.newest() }),
  };
}

function decisionRow(
  line: LogLine,
  { worker, at, number }: Pick<DecisionRow, 'worker' | 'at' | 'number'>,
): DecisionRow {
  return {
    number,
    at,
    worker,
    table: line.table ?? null,
    recordId: line.recordId ?? null,
    event: line.messageName ?? (line.event === 'message settled' ? null : line.event),
    action: line.action ?? null,
    rule: line.rule ?? null,
    causes: line.causes ?? [],
    precondition: line.precondition ?? null,
    outcome: line.outcome ?? null,
    spotlerStatus: line.spotlerStatus ?? null,
    settlement: line.settlement ?? null,
    reason: line.reason ?? null,
    queueDelayMs: line.queueDelayMs ?? null,
    durationMs: line.durationMs ?? null,
  };
}

/** A decision in a few words. Pure. */
export function wordsForDecision(row: DecisionRow): { title: string; detail: string } {
  const { action, rule, causes, precondition, outcome, spotlerStatus, settlement, reason } = row;
  const others = causes.filter((cause) => cause !== rule);
  const because = others.length === 0 ? '' : ` (${others.join(', ')})`;
  const parts = [
    rule === null ? '' : `rule ${rule}${because}`,
    [spotlerStatus, outcome].filter((part) => part !== null).join(' '),
    precondition === null ? '' : `precondition ${precondition} not met`,
    settlement === null || settlement === 'complete' ? '' : `${settlement} ${reason ?? ''}`.trim(),
  ];
  return { title: action ?? outcome ?? 'settled', detail: parts.filter((part) => part !== '').join(' · ') };
}
