import { type Decision, type RecordRef, TABLES } from '@spotler-connector/anonymization-policy';
import { contactKey, isGuid } from './contact-key.ts';
import type { SweepContact, SweepRecord } from './ports.ts';
import type { HashValue } from './value-hash.ts';

/** One record or contact, in whole numbers of 32 bits and without anything personal but a stray id. */
export interface Entries {
  /** The numbers of all entries, one after the other. */
  readonly words: Uint32Array;
  /** Contacts' ids that are no GUIDs, by the number of their entry: no key can be turned back into them. */
  readonly texts: ReadonlyMap<number, string>;
}

/** Words of a record's entry before its properties: key, record id, table, decision. */
export const RECORD_HEAD = 10;
/** Places in a record's entry. */
export const [RECORD_ID_WORD, TABLE_WORD, DECISION_WORD] = [4, 8, 9] as const;
/** Words of a contact's entry before its properties: key, flags, own id, two of the address. */
export const CONTACT_HEAD = 8;
/** A contact's flags: it has a permission; its id is no GUID as records have it. */
export const [HAS_PERMISSION, HAS_OTHER_ID] = [1, 2] as const;

/** How entries are made. */
export interface EntryOptions {
  /** The Spotler properties of the mapping; a hash of each is in every entry, in this order. */
  readonly properties: readonly string[];
  readonly hash: HashValue;
  /** Gives the number of a decision; equal ones share it. */
  readonly numberOf: (decision: Decision) => number;
}

/** Entries of records. A property that is not mapped for a record's table is 0. */
export function recordEntries(
  records: readonly SweepRecord[],
  { properties, hash, numberOf }: EntryOptions,
): Entries {
  const width = RECORD_HEAD + properties.length;
  const words = new Uint32Array(records.length * width);
  for (const [index, { ref, contactId, decision, properties: values }] of records.entries()) {
    const head = [
      ...contactKey(contactId),
      ...contactKey(ref.id),
      TABLES.indexOf(ref.table),
      numberOf(decision),
    ];
    words.set(head, index * width);
    for (const [at, name] of properties.entries()) {
      if (Object.hasOwn(values, name)) words[index * width + RECORD_HEAD + at] = hash(values[name]);
    }
  }
  return { words, texts: NO_TEXTS };
}

const NO_TEXTS: Entries['texts'] = new Map();

/** Entries of contacts that an external system knows. */
export function contactEntries(
  contacts: readonly SweepContact[],
  { properties, hash }: Omit<EntryOptions, 'numberOf'>,
): Entries {
  const width = CONTACT_HEAD + properties.length;
  const known = contacts.filter(({ contactId }) => contactId !== undefined);
  const words = new Uint32Array(known.length * width);
  const texts = new Map<number, string>();
  for (const [index, { contactId = '', ownId, properties: values }] of known.entries()) {
    const email = values['email'] ?? '';
    // What stands before tells two addresses apart that hash alike; what stands behind would not.
    const address = email === '' ? [0, 0] : [hash(email) >>> 11, hash(`again ${email}`)];
    const permitted = hasPermission(values['permissions']) ? HAS_PERMISSION : 0;
    const flags = permitted | (isGuid(contactId) ? 0 : HAS_OTHER_ID);
    words.set([...contactKey(contactId), flags, hash(ownId), ...address], index * width);
    if (!isGuid(contactId)) texts.set(index, contactId);
    for (const [at, name] of properties.entries()) {
      words[index * width + CONTACT_HEAD + at] = hash(values[name]);
    }
  }
  return { words, texts };
}

function hasPermission(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  return value.some(
    (each: unknown) =>
      typeof each === 'object' && each !== null && 'enabled' in each && each.enabled !== false,
  );
}

/** The record that an entry names. */
export function refOf(table: number, id: string): RecordRef {
  return { table: TABLES[table] ?? 'contact', id };
}
