import { causesOf } from './causes-of.ts';
import type { Cause, Decision, PolicyRule } from './decision.ts';
import { judgeRules } from './policy-rules.ts';
import type { PolicySettings } from './policy-settings.ts';
import { POLICY_VERSION } from './policy-version.ts';
import type { RecordSnapshot } from './record.ts';

/** The result of one rule for a record. */
export interface RuleExplanation {
  /** The rule. */
  readonly rule: PolicyRule;
  /** Whether the rule applies, looked at by itself. Several can; the first of them decides. */
  readonly applies: boolean;
  /** Whether this is the rule that decided. Exactly one did. */
  readonly decided: boolean;
  /** One English sentence, free of personal data. */
  readonly why: string;
}

/** A decision and the way to it. */
export interface Explanation {
  /** Every rule of the policy, in the order in which they are tried. */
  readonly rules: readonly RuleExplanation[];
  /** The decision of {@link decide} about the same record. */
  readonly decision: Decision;
}

/**
 * Decides on a record and says of every rule whether it applies and why. Pure and total, like {@link decide}.
 */
export function explain(record: RecordSnapshot, settings: PolicySettings): Explanation {
  const causes = causesOf(record);
  const survivor = survivorOf(record, settings);
  const facts = { table: record.table, causes: new Set(causes), settings, survivor };
  const { judged, deciding } = judgeRules(facts);
  const rules = judged.map(({ rule, judgement: { applies, why } }) => ({
    rule,
    applies,
    decided: rule === deciding.rule,
    why,
  }));
  const { rule, action, cause } = deciding;
  return {
    rules,
    decision: {
      action,
      rule,
      causes: cause === undefined ? [] : withFirst(cause, survivor?.causes ?? causes),
      policyVersion: POLICY_VERSION,
    },
  };
}

function survivorOf({ survivor }: RecordSnapshot, settings: PolicySettings): Decision | undefined {
  return survivor === undefined ? undefined : explain(survivor, settings).decision;
}

function withFirst(first: Cause, causes: readonly Cause[]): Cause[] {
  return [first, ...causes.filter((cause) => cause !== first)];
}
