import type {
  DesiredColumn,
  DesiredEndpoint,
  DesiredImage,
  DesiredPrivilege,
  DesiredRole,
  DesiredStep,
  DesiredTable,
  Values,
} from '../desired/desired.ts';

/** One thing to do in Dataverse. */
export type Mend =
  | { readonly do: 'create-table'; readonly table: DesiredTable }
  | { readonly do: 'create-column'; readonly table: string; readonly column: DesiredColumn }
  | { readonly do: 'create-role'; readonly role: DesiredRole }
  | { readonly do: 'grant'; readonly roleId: string; readonly privileges: readonly DesiredPrivilege[] }
  | { readonly do: 'create-user'; readonly applicationId: string }
  | { readonly do: 'assign-role'; readonly applicationId: string; readonly role: string }
  | { readonly do: 'create-endpoint'; readonly endpoint: DesiredEndpoint }
  | { readonly do: 'renew-key'; readonly id: string; readonly columns: Values }
  | { readonly do: 'create-step'; readonly step: DesiredStep }
  | {
      readonly do: 'create-image';
      readonly step: string;
      readonly stepId: string | null;
      readonly image: DesiredImage;
    }
  | { readonly do: 'update'; readonly entitySet: string; readonly id: string; readonly columns: Values }
  | { readonly do: 'remove'; readonly entitySet: string; readonly id: string };

/**
 * State of one thing in Dataverse:
 * - `right`: as it should be; nothing is to be done.
 * - `create`, `update`, `remove`: what `mend` does.
 * - `stuck`: not as it should be, and a person has to mend it.
 * - `foreign`: not ours; left alone.
 * - `not-offered`: the environment has no such event or privilege; done without.
 */
export type PlanState = 'right' | 'create' | 'update' | 'remove' | 'stuck' | 'foreign' | 'not-offered';

/** One line of a plan. Free of secrets and of personal data. */
export interface PlanItem {
  /** The kind of thing; `code` is a value of a choice of Dataverse's own that we rely on. */
  readonly kind: 'table' | 'column' | 'role' | 'user' | 'endpoint' | 'step' | 'image' | 'code';
  /** Its name in Dataverse. */
  readonly name: string;
  /** How it is. */
  readonly state: PlanState;
  /** Differences and other facts, each in a few words. */
  readonly says: readonly string[];
  /** Changes to make, in this order; empty unless `state` asks for it. */
  readonly mends: readonly Mend[];
}

/** Everything there is, compared with what there should be, in the order in which it is changed. */
export type Plan = readonly PlanItem[];

/** Whether something is not as it should be. */
export function isDrift({ state }: PlanItem): boolean {
  return state === 'create' || state === 'update' || state === 'remove' || state === 'stuck';
}

/** A line without anything to do. */
export function finding(
  kind: PlanItem['kind'],
  name: string,
  state: PlanState,
  says: readonly string[] = [],
): PlanItem {
  return { kind, name, state, says, mends: [] };
}
