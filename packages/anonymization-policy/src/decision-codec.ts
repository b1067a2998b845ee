import * as t from 'io-ts';
import type { Action, Cause, Decision, Rule } from './decision.ts';

const ACTIONS = {
  anonymize: null,
  sync: null,
  'sync-opted-out': null,
  'opt-out': null,
  leave: null,
} satisfies Record<Action, null>;

const RULES = {
  deleted: null,
  merged: null,
  'no-valid-email': null,
  'do-not-email': null,
  inactive: null,
  'inactive-kept': null,
  'refuses-bulk-email': null,
  eligible: null,
  explicit: null,
} satisfies Record<Rule, null>;

const CAUSE_NAMES = {
  deleted: null,
  'external-id-changed': null,
  merged: null,
  'no-email': null,
  'invalid-email': null,
  'do-not-email': null,
  inactive: null,
  qualified: null,
  'do-not-bulk-email': null,
} satisfies Record<Cause, null>;

/** Decodes the name of a rule. */
export const RuleCodec: t.Type<Rule, unknown> = t.keyof(RULES);

/** Decodes a decision that an earlier run stored. */
export const DecisionCodec: t.Type<Decision, unknown> = t.type({
  action: t.keyof(ACTIONS),
  rule: RuleCodec,
  causes: t.readonlyArray(t.keyof(CAUSE_NAMES)),
  policyVersion: t.string,
});
