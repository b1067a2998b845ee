import { strictest } from '@spotler-connector/anonymization-policy';
import {
  bitOf,
  type ComparisonParts,
  factsOf,
  halfOf,
  hashOf,
  NO_GUID,
  recordIdOf,
  STATE,
  STRAY,
  setDiffering,
  setFacts,
  setHash,
  setRecordId,
} from './comparison-parts.ts';
import { type ContactKey, recordKey } from './contact-key.ts';
import {
  CONTACT_HEAD,
  DECISION_WORD,
  type Entries,
  HAS_OTHER_ID,
  HAS_PERMISSION,
  RECORD_HEAD,
  RECORD_ID_WORD,
  TABLE_WORD,
} from './entries.ts';

/** Adds the record whose entry begins there. */
export function addRecord(parts: ComparisonParts, words: Uint32Array, start: number): void {
  const { rows, counted, decisionOf, numberOf, newer } = parts;
  const id = keyAt(words, start + RECORD_ID_WORD);
  if (!newer.records.isNews(recordKey(words[start + TABLE_WORD] ?? 0, id))) return;
  const key = keyAt(words, start);
  const known = rows.find(key);
  if (known === undefined) {
    counted.records += 1;
    copyRecord(parts, rows.add(key), words, start);
    return;
  }
  if (isSameRecord(parts, known, words, start)) return;
  counted.records += 1;
  // Several records hold one contact: the strictest decision counts, and its record is the one to look at. Of
  // two with the same action that is always the same one, whichever is read before the other.
  const facts = factsOf(parts, known);
  const first = decisionOf(facts.decision);
  const second = decisionOf(words[start + DECISION_WORD] ?? 0);
  const winner = strictest(first, [second]);
  const isAlike = first.action === second.action;
  const secondWins = winner !== first && winner.rule === second.rule;
  const replaces = isAlike ? isBefore(parts, known, words, start) : secondWins;
  if (replaces) copyRecord(parts, known, words, start);
  const decision = isAlike && replaces ? second : winner;
  setFacts(parts, known, { decision: numberOf(decision), state: facts.state | STATE.twice });
}

function copyRecord(parts: ComparisonParts, row: number, words: Uint32Array, start: number): void {
  setRecordId(parts, row, keyAt(words, start + RECORD_ID_WORD));
  setFacts(parts, row, {
    table: words[start + TABLE_WORD] ?? 0,
    decision: words[start + DECISION_WORD] ?? 0,
  });
  for (let at = 0; at < parts.properties.length; at++) {
    setHash(parts, row, at, halfOf(words[start + RECORD_HEAD + at] ?? 0));
  }
}

/** Whether the record of this entry stands before another one, that of a row: by table, and then by id. */
function isBefore(parts: ComparisonParts, row: number, words: Uint32Array, start: number): boolean {
  const [here, there] = [words[start + TABLE_WORD] ?? 0, factsOf(parts, row).table];
  if (here !== there) return here < there;
  const other = recordIdOf(parts, row);
  const at = other.findIndex((word, index) => word !== words[start + RECORD_ID_WORD + index]);
  return (words[start + RECORD_ID_WORD + at] ?? 0) < (other[at] ?? 0);
}

function isSameRecord(parts: ComparisonParts, row: number, words: Uint32Array, start: number): boolean {
  if (factsOf(parts, row).table !== words[start + TABLE_WORD]) return false;
  return recordIdOf(parts, row).every((word, at) => word === words[start + RECORD_ID_WORD + at]);
}

/** Adds the contact of this entry; one that was added before counts once, unless Spotler has it twice. */
export function addContact(parts: ComparisonParts, { words, texts }: Entries, index: number): void {
  const { rows, addresses, counted, properties, newer } = parts;
  const start = index * (CONTACT_HEAD + properties.length);
  const key = keyAt(words, start);
  if (!newer.contacts.isNews(key)) return;
  const flags = words[start + 4] ?? 0;
  const idKind = (flags & HAS_OTHER_ID) === 0 ? 0 : NO_GUID;
  const row = rows.find(key) ?? addStray(parts, key, idKind, texts.get(index));
  const { state, ownId: known } = factsOf(parts, row);
  const ownId = halfOf(words[start + 5] ?? 0);
  if ((state & STATE.seen) !== 0) {
    if (known !== ownId) setFacts(parts, row, { state: state | STATE.twice });
    return;
  }
  counted.contacts += 1;
  const permitted = (flags & HAS_PERMISSION) === 0 ? 0 : STATE.permitted;
  const address = (words[start + 6] ?? 0) * 2 ** 32 + (words[start + 7] ?? 0);
  const twice = address === 0 || addresses.add(address) ? 0 : STATE.twice;
  setFacts(parts, row, { state: state | STATE.seen | permitted | twice, ownId });
  setDiffering(parts, row, differences(parts, row, words, start + CONTACT_HEAD));
}

/** Whether the contact of the first entry was added already. */
export function hasFirstContact(parts: ComparisonParts, { words }: Entries): boolean {
  const row = parts.rows.find(keyAt(words, 0));
  return row !== undefined && (factsOf(parts, row).state & STATE.seen) !== 0;
}

function addStray(parts: ComparisonParts, key: ContactKey, idKind: number, text: string | undefined): number {
  const row = parts.rows.add(key);
  setFacts(parts, row, { table: STRAY, decision: idKind });
  if (text !== undefined) parts.texts.set(row, text);
  return row;
}

function differences(parts: ComparisonParts, row: number, words: Uint32Array, start: number): number {
  let mask = 0;
  for (let at = 0; at < parts.properties.length; at++) {
    const wanted = hashOf(parts, row, at);
    if (wanted !== 0 && wanted !== halfOf(words[start + at] ?? 0)) mask |= bitOf(at);
  }
  return mask >>> 0;
}

function keyAt(words: Uint32Array, start: number): ContactKey {
  return [words[start] ?? 0, words[start + 1] ?? 0, words[start + 2] ?? 0, words[start + 3] ?? 0];
}
