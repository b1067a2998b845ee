import {
  type Decision,
  decideExplicitly,
  explain,
  forgetOnly,
  type RecordRef,
  type RecordSnapshot,
  type RuleExplanation,
} from '@spotler-connector/anonymization-policy';
import type { Configuration } from '@spotler-connector/configuration';
import type { Entry } from '@spotler-connector/ledger';
import type { PreconditionAnswer, StandingOrder } from '@spotler-connector/reconciler';
import type { Presence, Prospect } from './prospect.ts';

/** The part of the configuration that decides. */
export type Choices = Pick<Configuration, 'policy' | 'syncContacts' | 'anonymizationLimit' | 'dryRun'>;

/** All there is to say of a record. Free of personal data. */
export interface Explained {
  /** The record; absent for a snapshot from a file. */
  readonly record?: RecordRef | undefined;
  /** Every rule, in the order in which they are tried. */
  readonly rules: readonly RuleExplanation[];
  /** Decision of this installation: with `SYNC_CONTACTS=false` contacts are only forgotten. */
  readonly decision: Decision;
  /** Decision of the policy alone, when that is something else. */
  readonly withoutForgetOnly?: Decision['action'] | undefined;
  /**
   * The other records that hold the same contact; absent when there are none. The strictest decision counts.
   */
  readonly holders?: readonly RecordRef[] | undefined;
  /** Preconditions of erasing the contact, with its answers; absent when it is not to be erased. */
  readonly preconditions?: readonly PreconditionAnswer[] | undefined;
  /** The order that stands: then it decides, not the policy. */
  readonly order?: StandingOrder | undefined;
  /** Presence of the contact in Spotler; absent when Spotler was not asked. */
  readonly spotler?: Presence | undefined;
  /** The last evidence about the record, oldest first; absent when none is kept. */
  readonly evidence?: readonly Entry[] | undefined;
  /** Prospect of a reconcile; absent when Spotler was not asked. */
  readonly prospect?: Prospect | undefined;
}

/** Explains a snapshot with the installation's choices put in, and the order that stands, if any. Pure. */
export function explainedBy(
  snapshot: RecordSnapshot,
  { policy, syncContacts }: Choices,
  order: StandingOrder | null = null,
): Explained {
  const { rules, decision } = explain(snapshot, policy);
  if (order !== null && decision.action !== 'anonymize') {
    const overruled = rules.map((rule) => ({ ...rule, decided: false }));
    return { rules: overruled, decision: decideExplicitly(), order };
  }
  const carriedOut = syncContacts ? decision : forgetOnly(decision);
  const withoutForgetOnly = carriedOut.action === decision.action ? undefined : decision.action;
  return { rules, decision: carriedOut, withoutForgetOnly };
}
