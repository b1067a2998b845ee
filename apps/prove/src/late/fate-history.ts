import { TABLES, wantsContact } from '@spotler-connector/anonymization-policy';
import { JOB_TABLE, type ServiceOptions, type Services } from '@spotler-connector/local-services';
import { decisionAbout } from '../agreement.ts';

type Change = Parameters<NonNullable<NonNullable<ServiceOptions['dataverse']>['onChange']>>[0];

/** Knowledge of what became of each record, as committed by Dataverse. */
export interface FateHistory {
  /** Adds a committed change. */
  add(change: Change): void;
  /**
   * Whether the contact of a record has to be gone whatever the record says now: somebody ordered it, or it
   * was erased, and the policy has not wanted it since. Undefined when the clock of Dataverse leaves that
   * open.
   */
  mustBeGone(id: string, spotler: Pick<Services['spotler'], 'requests'>): boolean | undefined;
}

interface Fate {
  /** When a change last left the record as the policy wants it, and when the policy last wanted it. */
  changedWanted: number;
  lastWanted: number;
  ordered: number;
}

const NEVER = Number.NEGATIVE_INFINITY;
const STILL = Number.POSITIVE_INFINITY;

/** Builds an empty history. */
export function createFateHistory(): FateHistory {
  const fates = new Map<string, Fate>();

  function fateOf(id: string): Fate {
    const fate = fates.get(id) ?? { changedWanted: NEVER, lastWanted: NEVER, ordered: NEVER };
    fates.set(id, fate);
    return fate;
  }

  function addOrder({ message, after, at }: Change): void {
    if (message !== 'Create' || after === null) return;
    for (const value of Object.values(after.columns)) {
      const isRecord = typeof value === 'object' && value !== null && 'id' in value && 'table' in value;
      if (isRecord) fateOf(String(value.id)).ordered = at;
    }
  }

  return {
    add(change) {
      const row = change.after ?? change.before;
      if (row === null) return;
      if (row.table === JOB_TABLE) return addOrder(change);
      const table = TABLES.find((each) => each === row.table);
      if (table === undefined) return;
      const fate = fateOf(row.id);
      const columns = change.after?.columns ?? null;
      if (wantsContact(decisionAbout({ get: () => columns }, table, row.id))) {
        fate.changedWanted = change.at;
        fate.lastWanted = STILL;
      } else if (fate.lastWanted === STILL) {
        fate.lastWanted = change.at;
      }
    },
    mustBeGone(id, spotler) {
      const { changedWanted, lastWanted, ordered } = fateOf(id);
      if (ordered > changedWanted) return true;
      // A change in the second of the order counts as one before it.
      if (ordered !== NEVER && secondOf(ordered) === secondOf(changedWanted)) return undefined;
      return spotler
        .requests(id)
        .some(
          ({ at, endpoint, status, fault }) =>
            endpoint === 'PUT /contact/anonymize/{externalId}' &&
            at > lastWanted &&
            status === 410 &&
            fault === undefined,
        );
    },
  };
}

function secondOf(milliseconds: number): number {
  return Math.floor(milliseconds / 1_000);
}
