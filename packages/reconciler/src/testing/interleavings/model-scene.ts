import type { Decision, RecordRef, RecordSnapshot } from '@spotler-connector/anonymization-policy';

/**
 * Changes of the record, in order; `order` is a Spotler Job, `policy` a newer policy that forgets refusers.
 */
export type Happening = 'eligible' | 'changed' | 'gone' | 'refuses' | 'inactive' | 'order' | 'policy';

/** A model, and the guards that are taken out of it. */
export interface Scene {
  readonly happenings: readonly Happening[];
  /** Whether Spotler has the contact already. */
  readonly known?: boolean;
  /** Writes that may take effect late, and workers that may be killed, in one schedule. */
  readonly late?: number;
  readonly kills?: number;
  readonly without?: Guard | undefined;
}

/** A guard that a control takes out. */
export type Guard = 'second read' | 'second look' | 'start after arrival' | 'take-back' | 'generation';

/** The one record. */
export const REF: RecordRef = { table: 'contact', id: '1' };

/** The state of the record. */
export type State = 'eligible' | 'gone' | 'refuses' | 'inactive';

/** Refusing is an opt-out for the older policy, and an erasure for the newer one. */
export function policyOf(generation: number): (snapshot: RecordSnapshot) => Decision {
  return (snapshot) => {
    const policyVersion = String(generation);
    const causes = [] as const;
    if (snapshot.presence === 'deleted')
      return { action: 'anonymize', rule: 'deleted', causes, policyVersion };
    if (snapshot.state === 'inactive')
      return { action: 'leave', rule: 'inactive-kept', causes, policyVersion };
    if (!snapshot.doNotBulkEmail) return { action: 'sync', rule: 'eligible', causes, policyVersion };
    return generation > 1
      ? { action: 'anonymize', rule: 'do-not-email', causes, policyVersion }
      : { action: 'sync-opted-out', rule: 'refuses-bulk-email', causes, policyVersion };
  };
}
