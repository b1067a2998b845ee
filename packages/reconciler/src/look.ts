import {
  type Decision,
  decideExplicitly,
  type RecordRef,
  type RecordSnapshot,
  strictest,
} from '@spotler-connector/anonymization-policy';
import type { CallOptions, Holder, RecordReading, RecordSource } from './ports.ts';

/** A record, the others that hold its contact, and what all that comes to. */
export interface Sight {
  /** The record as it was read. */
  readonly reading: RecordReading;
  /** The other present records that hold the contact, as far as they were looked for. */
  readonly holders: readonly Holder[];
  /** The decision on the contact: the strictest of those of its records. */
  readonly decision: Decision;
  /** The properties that a sync writes: the record's own if it is synced, else those of a holder that is. */
  readonly properties: RecordReading['properties'];
}

/** Everything that looking at a record needs. */
export interface LookOptions extends CallOptions {
  /** Where records are read. */
  readonly source: RecordSource;
  /** The policy with its settings applied. Must be pure. */
  readonly decide: (snapshot: RecordSnapshot) => Decision;
}

/**
 * Reads a record, and the others that hold its contact where there can be any: whenever contacts are shared,
 * and before anything rests on the absence of the record. A look after `previous`, which found the record
 * deleted and nobody else with its contact, does not ask for others again: ids of records are not used twice.
 */
export async function lookAt(ref: RecordRef, options: LookOptions, previous?: Sight): Promise<Sight> {
  const { source, decide, signal } = options;
  await source.checkColumns(ref.table, { signal });
  const reading = await source.read(ref, { signal });
  const needed = source.sharesContacts || (isDeleted(reading) && !(previous && isOrphaned(previous)));
  const found = needed ? await source.holders(ref, reading.externalId, { signal }) : [];
  // A record that was missing a moment ago, and is found now, was restored: it holds the contact like any
  // other.
  const holders = isDeleted(reading) ? found : found.filter((each) => nameOf(each.ref) !== nameOf(ref));
  // A holder of another table decides as well, and a sync may copy its columns.
  const others = new Set(holders.map(({ ref: { table } }) => table));
  for (const table of others) if (table !== ref.table) await source.checkColumns(table, { signal });
  return { reading, holders, ...combined(reading, holders, decide) };
}

function isDeleted({ snapshot }: RecordReading): boolean {
  return snapshot.presence === 'deleted';
}

function isOrphaned({ reading, holders }: Sight): boolean {
  return isDeleted(reading) && holders.length === 0;
}

function nameOf({ table, id }: RecordRef): string {
  return `${table}/${id}`;
}

function combined(
  reading: RecordReading,
  holders: readonly Holder[],
  decide: LookOptions['decide'],
): Pick<Sight, 'decision' | 'properties'> {
  const readings = [reading, ...holders];
  // A record that is gone says nothing about a contact that another one holds.
  const counted = holders.length > 0 ? readings.filter((each) => !isDeleted(each)) : readings;
  const decided = counted.map((each) => ({ each, decision: decisionOn(each, decide) }));
  const [first, ...others] = decided.map(({ decision }) => decision);
  const synced = decided.find(({ decision }) => decision.action.startsWith('sync'))?.each ?? reading;
  return { decision: strictest(first ?? decisionOn(reading, decide), others), properties: synced.properties };
}

/** Decides on one record: the policy's decision, or the order that stands for it. */
export function decisionOn({ order, snapshot }: RecordReading, decide: LookOptions['decide']): Decision {
  return order === null ? decide(snapshot) : decideExplicitly();
}

/**
 * Whether two looks found the same. An order changes nothing about a record, so that its version alone would
 * not tell that one was given.
 */
export function sameFacts(one: Sight, other: Sight): boolean {
  return factsOf(one) === factsOf(other);
}

function factsOf({ reading, holders }: Sight): string {
  const ofHolders = holders.map((each) => JSON.stringify([nameOf(each.ref), ...factOf(each)])).sort();
  return JSON.stringify([...factOf(reading), reading.externalId, ...ofHolders]);
}

function factOf({ version, order }: RecordReading): unknown[] {
  return [version, order === null];
}
