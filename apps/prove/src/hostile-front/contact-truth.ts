import type { Action, RecordRef } from '@spotler-connector/anonymization-policy';
import { decisionAbout } from '../agreement.ts';
import type { HostileWorld } from './hostile-world.ts';

/** A contact as Spotler really has it: gone, never to be mailed, or allowed to be mailed. */
export type TrueState = 'gone' | 'opted out' | 'opted in';

/**
 * The right fate of a contact: the action of the strictest of its present records. `forget` when no record
 * holds it any more; `keep` when its record is alive in another environment.
 */
export type Wanted = Action | 'forget' | 'keep';

/** Knowledge of both systems that comes past all fronts. */
export interface ContactTruth {
  /** The external id of a record, or null when it is deleted. */
  externalIdOf(ref: RecordRef): string | null;
  /** The right fate of a contact. */
  wanted(externalId: string): Wanted;
  /** The state of a contact. */
  state(externalId: string): TrueState;
  /** The state of every contact there was. */
  states(): ReadonlyMap<string, TrueState>;
  /** Adds an external id that a record has or had. */
  addContact(externalId: string): void;
  /** Adds a contact whose record is in another environment. */
  addForeign(externalId: string): void;
}

const BY_STRICTNESS: readonly Action[] = ['anonymize', 'sync-opted-out', 'opt-out', 'sync', 'leave'];

/** Builds it for these records; `column` holds their external ids, if any does. */
export function createContactTruth(
  { dataverse, spotler }: Pick<HostileWorld, 'dataverse' | 'spotler'>,
  refs: readonly RecordRef[],
  column: string | undefined,
): ContactTruth {
  const contacts = new Set<string>();
  const foreign = new Set<string>();

  function externalIdOf({ table, id }: RecordRef): string | null {
    const row = dataverse.get(table, id);
    if (row === null) return null;
    const value = column === undefined ? null : row[column];
    return typeof value === 'string' ? value : id;
  }

  function state(externalId: string): TrueState {
    const contact = spotler.contact(externalId);
    if (contact === undefined) return 'gone';
    const permissions = JSON.stringify(contact.properties['permissions'] ?? []);
    return permissions.includes('"enabled":true') ? 'opted in' : 'opted out';
  }

  return {
    externalIdOf,
    wanted(externalId) {
      const holders = refs.filter((ref) => externalIdOf(ref) === externalId);
      const actions = holders.map(({ table, id }) => decisionAbout(dataverse, table, id).action);
      const strictest = BY_STRICTNESS.find((action) => actions.includes(action));
      return strictest ?? (foreign.has(externalId) ? 'keep' : 'forget');
    },
    state,
    states: () => new Map([...contacts].map((externalId) => [externalId, state(externalId)])),
    addContact: (externalId) => void contacts.add(externalId),
    addForeign(externalId) {
      contacts.add(externalId);
      foreign.add(externalId);
    },
  };
}
