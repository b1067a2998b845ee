import type { Decision } from '@spotler-connector/anonymization-policy';
import type { Failure } from './port-error.ts';
import type { PreconditionName } from './preconditions.ts';

/** The effect on the contact that made it agree with the decision. */
export type Effect =
  | { readonly kind: 'anonymized' | 'already-anonymized'; readonly status: number }
  /** `created`: there was no such contact before. */
  | { readonly kind: 'synced' | 'synced-opted-out'; readonly created?: true | undefined }
  | { readonly kind: 'opted-out' }
  /** An opt-out found no contact, so there was nothing to do. */
  | { readonly kind: 'unknown-contact' }
  | { readonly kind: 'left' };

/** The facts about every reconcile that ended. */
interface Ended {
  /** How often it acted. */
  readonly attempts: number;
  /**
   * Whether one of its writes may still take effect: it timed out, or broke off, in some try. Then the record
   * has to be looked at again later. Default false.
   */
  readonly ambiguous?: boolean | undefined;
}

/**
 * How a reconcile ended.
 *
 * - `reconciled`: the contact agrees with the record as it was at the last reading.
 * - `not-erased`: Spotler confirmed the anonymization, but reading back still found the contact.
 * - `unsettled`: the record changed faster than it could be acted on; a later message finishes the work.
 * - `blocked`: an erasure was due, but `precondition` is not met; nothing was done, but that a contact
 *   without
 *   a permit is opted out.
 * - `failed`: one of the systems failed; `failure` says which and how, and `precondition` which one could
 *   not be asked, if it was asked for one.
 */
export type ReconcileOutcome =
  | (Ended & { readonly kind: 'reconciled'; readonly decision: Decision; readonly effect: Effect })
  | (Ended & { readonly kind: 'not-erased'; readonly decision: Decision })
  | (Ended & { readonly kind: 'unsettled'; readonly decision: Decision })
  | (Ended & {
      readonly kind: 'blocked';
      readonly decision: Decision;
      readonly precondition: PreconditionName;
    })
  | (Ended & {
      readonly kind: 'failed';
      readonly failure: Failure;
      readonly decision?: Decision | undefined;
      readonly precondition?: PreconditionName | undefined;
    });
