import { type Decision, strictest, wantsContact } from '@spotler-connector/anonymization-policy';
import { type ModelRecords, policyOf } from './model-records.ts';
import type { Name } from './model-scene.ts';
import type { ModelContact } from './model-spotler.ts';

/** Knowledge of what has happened, whatever any worker made of it. */
export interface Oracle {
  /** Somebody ordered that the contact of a record be erased. */
  ordered(name: Name): void;
  /** Something has changed, in a record or in the policy. */
  changed(name?: Name): void;
  /** Spotler has had a contact from the beginning. */
  known(externalId: string): void;
  /** A contact was erased, or lost its permissions. */
  lost(externalId: string, loss: 'gone' | 'no permission'): void;
  /** The fault of the end, if it has one. */
  fault(contacts: ReadonlyMap<string, ModelContact>): string | undefined;
  /** Tells all states apart. */
  state(): string;
}

/** Builds it. `generation` is that of the newest policy. */
export function createOracle(records: ModelRecords, generation: () => number): Oracle {
  /** Records whose contact somebody ordered to erase, and that were not wanted by a later change. */
  const orders = new Set<Name>();
  /** Losses of a contact since it was last wanted. */
  const losses = new Map<string, 'gone' | 'no permission'>();
  /** Contacts that were there from the beginning, and that nobody has had a reason to erase. */
  const keepers = new Set<string>();

  function decisionOn(name: Name): Decision {
    return policyOf(generation())(records.reading(name).snapshot);
  }

  /** The decision on a contact; undefined when no record holds it. */
  function decisionOnContact(externalId: string): Decision | undefined {
    const [first, ...others] = records.holdersOf(externalId).map(decisionOn);
    return first && strictest(first, others);
  }

  function isOrdered(externalId: string): boolean {
    return records.holdersOf(externalId).some((name) => orders.has(name));
  }

  function isWanted(externalId: string): boolean {
    const decision = decisionOnContact(externalId);
    return decision !== undefined && wantsContact(decision) && !isOrdered(externalId);
  }

  function faultOf(externalId: string, contact: ModelContact | undefined): string | undefined {
    const action = decisionOnContact(externalId)?.action;
    const mustBeGone = action === undefined || action === 'anonymize' || isOrdered(externalId);
    if (mustBeGone || losses.get(externalId) === 'gone') return contact && 'should be gone';
    const isSynced = action === 'sync' || action === 'sync-opted-out';
    if (contact === undefined) {
      return isSynced || keepers.has(externalId) ? 'should be there' : undefined;
    }
    const values = records.holdersOf(externalId).map((name) => records.reading(name).properties['email']);
    if (isSynced && !values.includes(contact.email)) return 'should have the latest values';
    const mustRefuse =
      action === 'opt-out' || action === 'sync-opted-out' || losses.get(externalId) === 'no permission';
    return mustRefuse && !contact.optedOut ? 'should have no permission' : undefined;
  }

  return {
    ordered(name) {
      orders.add(name);
      keepers.delete(records.row(name).externalId);
    },
    known: (externalId) => void keepers.add(externalId),
    changed(name) {
      if (name !== undefined && wantsContact(decisionOn(name))) orders.delete(name);
      for (const externalId of keepers) {
        const action = decisionOnContact(externalId)?.action ?? 'anonymize';
        if (action === 'anonymize' || isOrdered(externalId)) keepers.delete(externalId);
      }
      for (const externalId of losses.keys()) if (isWanted(externalId)) losses.delete(externalId);
    },
    lost(externalId, loss) {
      if (isWanted(externalId) || losses.get(externalId) === 'gone') return;
      losses.set(externalId, loss);
    },
    fault(contacts) {
      const ids = new Set([...contacts.keys(), ...records.names.map((name) => records.row(name).externalId)]);
      const faults = [...ids].flatMap((id) => faultOf(id, contacts.get(id)) ?? []);
      return faults[0];
    },
    state: () => JSON.stringify([[...orders].sort(), [...losses].sort(), [...keepers].sort()]),
  };
}
