/**
 * The state that Spotler should have.
 *
 * - `anonymize`: the contact's personal data is removed, irreversibly.
 * - `sync`: the contact is created or updated; its permissions are left alone.
 * - `sync-opted-out`: the same, with every permission false.
 * - `opt-out`: every permission is false if the contact exists; nothing is created, nothing else changes.
 * - `leave`: nothing happens.
 */
export type Action = 'anonymize' | 'sync' | 'sync-opted-out' | 'opt-out' | 'leave';

/** A rule of the policy, in the order in which they are tried. */
export type PolicyRule =
  | 'deleted'
  | 'merged'
  | 'no-valid-email'
  | 'do-not-email'
  | 'inactive'
  | 'inactive-kept'
  | 'refuses-bulk-email'
  | 'eligible';

/** Why a decision was taken: a rule of the policy, or `explicit` when somebody ordered it. */
export type Rule = PolicyRule | 'explicit';

/** All causes, in the order in which a decision lists them. */
export const CAUSES = [
  'deleted',
  'external-id-changed',
  'merged',
  'no-email',
  'invalid-email',
  'do-not-email',
  'inactive',
  'qualified',
  'do-not-bulk-email',
] as const;

/**
 * A fact about the record that speaks against an ordinary sync. `external-id-changed` is one about a contact:
 * the record that had it goes by another id now.
 */
export type Cause = (typeof CAUSES)[number];

/** The state that Spotler should have, and why. A plain value: nothing has happened yet. */
export interface Decision {
  /** The change to make in Spotler. */
  readonly action: Action;
  /** The rule that decided. */
  readonly rule: Rule;
  /**
   * Every cause that holds, the deciding one first, the others in the order of {@link CAUSES}. Empty for an
   * eligible record and for rule `explicit`. Of a merged record it is `merged`, then those of its survivor.
   */
  readonly causes: readonly Cause[];
  /** The policy that decided, as {@link POLICY_VERSION} of its time. */
  readonly policyVersion: string;
}
