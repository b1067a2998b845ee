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
  | { do: 'create-table'; table: DesiredTable }
  | { do: 'create-column'; table: string; column: DesiredColumn }
  | { do: 'create-role'; role: DesiredRole }
  | { do: 'grant'; roleId: string; privileges: readonly DesiredPrivilege[] }
  | { do: 'create-endpoint'; endpoint: DesiredEndpoint }
  | { do: 'renew-key'; id: string; columns: Values }
  | { do: 'create-step'; step: DesiredStep }
  | { do: 'create-image'; step: string; stepId: string | null; image: DesiredImage }
  | { do: 'update'; entitySet: string; id: string; columns: Values }
  | { do: 'remove'; entitySet: string; id: string };

/**
 * What there is to say about one thing in Dataverse:
 * - `right`: as it should be; nothing is to be done.
 * - `create`, `update`, `remove`: what `mend` does.
 * - `stuck`: not as it should be, and a person has to mend it.
 * - `foreign`: not ours; left alone.
 * - `not-offered`: the environment has no such event or privilege; done without.
 */
export type PlanState = 'right' | 'create' | 'update' | 'remove' | 'stuck' | 'foreign' | 'not-offered';

/** One line of a plan. Free of secrets and of personal data. */
export interface PlanItem {
  /** What it is about; `code` is a value of a choice of Dataverse's own that we rely on. */
  kind: 'table' | 'column' | 'role' | 'endpoint' | 'step' | 'image' | 'code';
  /** Its name in Dataverse. */
  name: string;
  /** How it is. */
  state: PlanState;
  /** What differs or is worth knowing, each in a few words. */
  says: readonly string[];
  /** What to do, in this order; empty unless `state` asks for it. */
  mends: readonly Mend[];
}

/** What there is, compared with what there should be, in the order in which it is mended. */
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
