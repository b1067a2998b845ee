import { strictest } from '@spotler-connector/anonymization-policy';
import { bitOf, type ComparisonParts, STATE, STRAY, WORD } from './comparison-parts.ts';
import type { ContactKey } from './contact-key.ts';
import { CONTACT_HEAD, type Entries, HAS_PERMISSION, RECORD_HEAD } from './entries.ts';

/** Adds the record whose entry begins there. */
export function addRecord(parts: ComparisonParts, words: Uint32Array, start: number): void {
  const { rows, counted, decisionOf, numberOf } = parts;
  const key = keyAt(words, start);
  const known = rows.find(key);
  if (known !== undefined && isSameRecord(parts, known, words, start)) return;
  counted.records += 1;
  if (known === undefined) {
    copyRecord(parts, rows.add(key), words, start);
    return;
  }
  // Several records hold one contact: the strictest decision counts, and its record is the one to look at.
  const [first, second] = [rows.get(known, WORD.decision), words[start + WORD.decision] ?? 0];
  const decision = strictest(decisionOf(first), [decisionOf(second)]);
  if (decision.rule !== decisionOf(first).rule) copyRecord(parts, known, words, start);
  rows.set(known, WORD.decision, numberOf(decision));
  rows.set(known, WORD.state, rows.get(known, WORD.state) | STATE.twice);
}

function copyRecord(
  { rows, properties }: ComparisonParts,
  row: number,
  words: Uint32Array,
  start: number,
): void {
  for (let word = WORD.recordId; word < RECORD_HEAD; word++) rows.set(row, word, words[start + word] ?? 0);
  for (let at = 0; at < properties.length; at++) {
    rows.set(row, WORD.properties + at, words[start + RECORD_HEAD + at] ?? 0);
  }
}

function isSameRecord({ rows }: ComparisonParts, row: number, words: Uint32Array, start: number): boolean {
  for (let word = WORD.recordId; word <= WORD.table; word++) {
    if (rows.get(row, word) !== words[start + word]) return false;
  }
  return true;
}

/** Adds the contact of this entry; one that was added before counts once, unless Spotler has it twice. */
export function addContact(parts: ComparisonParts, { words, texts }: Entries, index: number): void {
  const { rows, addresses, counted, properties } = parts;
  const start = index * (CONTACT_HEAD + properties.length);
  const key = keyAt(words, start);
  const row = rows.find(key) ?? addStray(parts, key, texts.get(index));
  const state = rows.get(row, WORD.state);
  const ownId = words[start + 5] ?? 0;
  if ((state & STATE.seen) !== 0) {
    if (rows.get(row, WORD.ownId) !== ownId) rows.set(row, WORD.state, state | STATE.twice);
    return;
  }
  counted.contacts += 1;
  const permitted = ((words[start + 4] ?? 0) & HAS_PERMISSION) === 0 ? 0 : STATE.permitted;
  const address = (words[start + 6] ?? 0) * 2 ** 32 + (words[start + 7] ?? 0);
  const twice = address === 0 || addresses.add(address) ? 0 : STATE.twice;
  rows.set(row, WORD.state, state | STATE.seen | permitted | twice);
  rows.set(row, WORD.ownId, ownId);
  rows.set(row, WORD.differing, differences(parts, row, words, start + CONTACT_HEAD));
}

/** Whether the contact of this entry was added already. */
export function hasContact(
  { rows, properties }: ComparisonParts,
  { words }: Entries,
  index: number,
): boolean {
  const row = rows.find(keyAt(words, index * (CONTACT_HEAD + properties.length)));
  return row !== undefined && (rows.get(row, WORD.state) & STATE.seen) !== 0;
}

function addStray({ rows, texts }: ComparisonParts, key: ContactKey, text: string | undefined): number {
  const row = rows.add(key);
  rows.set(row, WORD.table, STRAY);
  if (text !== undefined) texts.set(row, text);
  return row;
}

function differences(
  { rows, properties }: ComparisonParts,
  row: number,
  words: Uint32Array,
  start: number,
): number {
  let mask = 0;
  for (let at = 0; at < properties.length; at++) {
    const wanted = rows.get(row, WORD.properties + at);
    if (wanted !== 0 && wanted !== words[start + at]) mask |= bitOf(at);
  }
  return mask >>> 0;
}

function keyAt(words: Uint32Array, start: number): ContactKey {
  return [words[start] ?? 0, words[start + 1] ?? 0, words[start + 2] ?? 0, words[start + 3] ?? 0];
}
