import type { Decision } from '@spotler-connector/anonymization-policy';
import {
  bitOf,
  type ComparisonParts,
  differingOf,
  factsOf,
  NO_GUID,
  recordIdOf,
  STATE,
  STRAY,
} from './comparison-parts.ts';
import { contactKey, guidOf, respelledGuid } from './contact-key.ts';
import { refOf } from './entries.ts';
import type { Finding } from './finding.ts';

/** Finds what does not agree in one row. */
export function* findingsOf(parts: ComparisonParts, row: number): Generator<Finding> {
  const { table, state } = factsOf(parts, row);
  const isStray = table === STRAY;
  const finding = isStray ? strayFinding(parts, row) : recordFinding(parts, row, state);
  if (finding !== undefined) yield finding;
  if ((state & STATE.twice) === 0) return;
  const about = isStray ? strayFinding(parts, row) : aboutRecord(parts, row);
  yield { ...about, kind: 'held-twice', properties: [], decision: undefined };
}

function aboutRecord(
  parts: ComparisonParts,
  row: number,
): Omit<Finding, 'kind'> & { readonly decision: Decision } {
  const facts = factsOf(parts, row);
  const ref = refOf(facts.table, guidOf(recordIdOf(parts, row)));
  const decision = parts.decisionOf(facts.decision);
  return { ref, contactId: undefined, decision, properties: [], place: row };
}

/** Finds what a contact in this state means for the record of a row. */
function recordFinding(parts: ComparisonParts, row: number, state: number): Finding | undefined {
  const about = aboutRecord(parts, row);
  const action = about.decision.action;
  const syncs = action === 'sync' || action === 'sync-opted-out';
  if ((state & STATE.seen) === 0) return syncs ? { ...about, kind: 'missing' } : undefined;
  if (action === 'anonymize') return { ...about, kind: 'must-be-gone' };
  const optsOut = action === 'opt-out' || action === 'sync-opted-out';
  if (optsOut && (state & STATE.permitted) !== 0) return { ...about, kind: 'must-be-opted-out' };
  const mask = differingOf(parts, row);
  const differing = parts.properties.filter((_, at) => (mask & bitOf(at)) !== 0);
  return syncs && differing.length > 0 ? { ...about, kind: 'differs', properties: differing } : undefined;
}

/** Of a contact that no record has under this very id. */
function strayFinding(parts: ComparisonParts, row: number): Finding {
  const { rows, texts, byRecordId } = parts;
  const { state, decision: idKind } = factsOf(parts, row);
  const text = texts.get(row);
  const key = guidOf(rows.keyOf(row));
  const contactId = text ?? (idKind === NO_GUID ? undefined : key);
  const guid = text === undefined ? contactId : respelledGuid(text);
  const about = { decision: undefined, properties: [], place: row, contactId };
  if (guid === undefined || !byRecordId)
    return { ...about, kind: 'foreign-id', ref: { table: 'contact', id: key } };
  const record = rows.find(contactKey(guid));
  if (record === undefined || factsOf(parts, record).table === STRAY) {
    return { ...about, kind: 'orphan', ref: { table: 'contact', id: guid } };
  }
  // Its record's decision counts for it too, as far as that takes something away: nobody is erased for a
  // spelling, and nothing is written under it.
  const found = recordFinding(parts, record, state | STATE.seen);
  const taken = found?.kind === 'must-be-gone' || found?.kind === 'must-be-opted-out';
  const kind = taken ? found.kind : 'other-spelling';
  return { ...aboutRecord(parts, record), kind, contactId: text, place: row };
}
