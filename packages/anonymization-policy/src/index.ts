export { decide } from './decide.ts';
export { decideExplicitly } from './decide-explicitly.ts';
export { decideOnFormerId } from './decide-on-former-id.ts';
export { type Action, CAUSES, type Cause, type Decision, type PolicyRule, type Rule } from './decision.ts';
export { DecisionCodec, RuleCodec } from './decision-codec.ts';
export { isValidEmail, trimEmail } from './email-address.ts';
export { type Explanation, explain, type RuleExplanation } from './explain.ts';
export { forgetOnly } from './forget-only.ts';
export { PolicySettings } from './policy-settings.ts';
export { POLICY_VERSION } from './policy-version.ts';
export {
  type DeletedRecord,
  type PresentRecord,
  type RecordRef,
  type RecordSnapshot,
  type RecordState,
  TABLES,
  type Table,
} from './record.ts';
export { strictest } from './strictest.ts';
export { wantsContact } from './wants-contact.ts';
