import { erases, FINDING_KINDS, type Finding, type FindingKind } from './finding.ts';

/** Findings that are alike. */
export interface FindingGroup {
  /** Their kind. */
  readonly kind: FindingKind;
  /** The rule that says so; undefined where no record does. */
  readonly rule: string | undefined;
  /** The causes of its decision, or the properties that differ. */
  readonly details: readonly string[];
  /** How many there are. */
  readonly count: number;
}

/** Counts findings. */
export interface FindingCounts {
  /** Counts one more. */
  add(finding: Finding): void;
  /** Groups, in the order of the kinds and the most first. */
  groups(): readonly FindingGroup[];
  /** How many there are of a kind. */
  of(kind: FindingKind): number;
  /** How many contacts mending would erase, of those that are to be mended. */
  erasures(): number;
  /** How many are to be mended. */
  mendable(): number;
}

/** Kinds of which a person decides; a sweep mends `foreign-id` only when told so. */
export const ONLY_REPORTED: readonly string[] = [
  'other-spelling',
  'foreign-id',
  'held-twice',
] satisfies FindingKind[];

/** Whether a finding is mended: one that may come from elsewhere only when told so, and its id is known. */
export function isMended(
  { kind, contactId }: Pick<Finding, 'kind' | 'contactId'>,
  foreignIdsToo: boolean,
): boolean {
  if (kind === 'foreign-id') return foreignIdsToo && contactId !== undefined;
  return !ONLY_REPORTED.includes(kind);
}

/** Builds empty counts. */
export function createFindingCounts(foreignIdsToo: boolean): FindingCounts {
  const groups = new Map<string, FindingGroup>();
  const totals = { erasures: 0, mendable: 0 };

  function of(kind: FindingKind): number {
    return [...groups.values()].reduce((sum, group) => sum + (group.kind === kind ? group.count : 0), 0);
  }

  return {
    add(finding) {
      const { kind, decision, properties } = finding;
      const details = kind === 'differs' ? properties : (decision?.causes ?? []);
      const key = JSON.stringify([kind, decision?.rule, details]);
      const count = (groups.get(key)?.count ?? 0) + 1;
      groups.set(key, { kind, rule: decision?.rule, details, count });
      if (!isMended(finding, foreignIdsToo)) return;
      totals.mendable += 1;
      if (erases(finding)) totals.erasures += 1;
    },
    groups: () => [...groups.values()].sort(byKindThenCount),
    of,
    erasures: () => totals.erasures,
    mendable: () => totals.mendable,
  };
}

function byKindThenCount(one: FindingGroup, other: FindingGroup): number {
  const order = FINDING_KINDS.indexOf(one.kind) - FINDING_KINDS.indexOf(other.kind);
  return order === 0 ? other.count - one.count : order;
}
