import type { Action, Cause, Decision, PolicyRule } from './decision.ts';
import type { PolicySettings } from './policy-settings.ts';
import type { Table } from './record.ts';

/** The facts that rules look at. The address itself is not among them, so no text can quote it. */
export interface Facts {
  /** The record's table. */
  readonly table: Table;
  /** Every cause that holds for the record itself. */
  readonly causes: ReadonlySet<Cause>;
  /** The organisation's choices. */
  readonly settings: PolicySettings;
  /** The decision about the record that this one was merged into; undefined when it was not merged. */
  readonly survivor: Decision | undefined;
}

/** Whether one rule applies, why, and if so what it wants and the cause that it goes by. */
type Judgement =
  | {
      readonly applies: true;
      readonly why: string;
      readonly action: Action;
      readonly cause: Cause | undefined;
    }
  | { readonly applies: false; readonly why: string };

/** The action of the deciding rule. */
export interface Verdict {
  readonly rule: PolicyRule;
  readonly action: Action;
  readonly cause: Cause | undefined;
}

type Judge = (facts: Facts) => Judgement;

const ALL_BUT_ELIGIBLE: readonly (readonly [PolicyRule, Judge])[] = [
  ['deleted', judgeDeleted],
  ['merged', judgeMerged],
  ['no-valid-email', judgeEmail],
  ['do-not-email', judgeDoNotEmail],
  ['inactive', judgeInactive],
  ['inactive-kept', judgeInactiveKept],
  ['refuses-bulk-email', judgeBulkEmail],
];

/** One rule's result for the facts, independent of the other rules. */
export interface JudgedRule {
  readonly rule: PolicyRule;
  readonly judgement: Judgement;
}

/** Judges every rule, in the order in which they are tried, and names the one that decides. */
export function judgeRules(facts: Facts): { judged: JudgedRule[]; deciding: Verdict } {
  const gone = facts.causes.has('deleted');
  const judged: JudgedRule[] = ALL_BUT_ELIGIBLE.map(([rule, judge]) => ({
    rule,
    judgement: gone && rule !== 'deleted' ? no('Nothing else is known of a deleted record.') : judge(facts),
  }));
  for (const { rule, judgement } of judged) {
    if (!judgement.applies) continue;
    const eligible = { rule: 'eligible', judgement: no('A rule before this one applies.') } as const;
    return { judged: [...judged, eligible], deciding: { ...judgement, rule } };
  }
  const judgement = {
    applies: true,
    action: 'sync',
    cause: undefined,
    why: 'Nothing speaks against it.',
  } as const;
  return {
    judged: [...judged, { rule: 'eligible', judgement }],
    deciding: { ...judgement, rule: 'eligible' },
  };
}

function anonymize(cause: Cause, why: string): Judgement {
  return { applies: true, action: 'anonymize', cause, why };
}

function no(why: string): Judgement {
  return { applies: false, why };
}

function judgeDeleted({ causes }: Facts): Judgement {
  return causes.has('deleted')
    ? anonymize('deleted', 'The record is deleted in Dataverse.')
    : no('The record exists in Dataverse.');
}

/** The action on a merged record's contact, by that on its survivor's. It must never be created or filled. */
const WITHOUT_SYNC: Readonly<Record<Action, Action>> = {
  anonymize: 'anonymize',
  sync: 'leave',
  'sync-opted-out': 'opt-out',
  'opt-out': 'opt-out',
  leave: 'leave',
};

const AS_SURVIVOR: Readonly<Record<Action, string>> = {
  anonymize: 'The record was merged into another one, which is to be forgotten.',
  sync: 'The record was merged into another one, which is synced instead.',
  'sync-opted-out': 'The record was merged into another one, which refuses mailings.',
  'opt-out': 'The record was merged into another one, which refuses mailings.',
  leave: 'The record was merged into another one, which is left as it is.',
};

function judgeMerged({ survivor }: Facts): Judgement {
  if (survivor === undefined) return no('The record was not merged into another one.');
  const { action } = survivor;
  return { applies: true, action: WITHOUT_SYNC[action], cause: 'merged', why: AS_SURVIVOR[action] };
}

function judgeEmail({ causes }: Facts): Judgement {
  if (causes.has('no-email')) return anonymize('no-email', 'The record has no e-mail address.');
  if (causes.has('invalid-email')) {
    return anonymize('invalid-email', 'Its e-mail address is not a valid one.');
  }
  return no('The record has a valid e-mail address.');
}

function judgeDoNotEmail({ table, causes, settings }: Facts): Judgement {
  if (!causes.has('do-not-email')) return no('The record does not refuse e-mail.');
  if (table !== 'account') return anonymize('do-not-email', 'The record refuses all e-mail.');
  return settings.anonymizeAccountOnDoNotEmail
    ? anonymize(
        'do-not-email',
        'The account refuses all e-mail, and the setting says to anonymize it for that.',
      )
    : no('The account refuses all e-mail, but the setting says not to anonymize an account for that.');
}

function judgeInactive({ table, causes, settings }: Facts): Judgement {
  if (causes.has('qualified')) return no('A qualified lead was handed over, which is no deactivation.');
  if (!causes.has('inactive')) return no('The record is active.');
  if (table === 'account') return no('An account is never anonymized for being inactive.');
  return settings.anonymizeContactWhenInactive
    ? anonymize('inactive', `The ${table} is inactive, and the setting says to anonymize it for that.`)
    : no(`The ${table} is inactive, but the setting says not to anonymize it for that.`);
}

function judgeInactiveKept(facts: Facts): Judgement {
  const { causes } = facts;
  const cause = causes.has('inactive') ? 'inactive' : causes.has('qualified') ? 'qualified' : undefined;
  if (cause === undefined) return no('The record is active.');
  if (judgeInactive(facts).applies) return no('The record is inactive, and being inactive counts here.');
  const state = cause === 'inactive' ? 'The record is inactive' : 'The lead is qualified';
  return refusesBulk(facts)
    ? {
        applies: true,
        action: 'opt-out',
        cause,
        why: `${state}, so it is not synced, and it refuses mailings.`,
      }
    : { applies: true, action: 'leave', cause, why: `${state}, which by itself changes nothing in Spotler.` };
}

function judgeBulkEmail(facts: Facts): Judgement {
  const { table, causes } = facts;
  if (!refusesBulk(facts)) return no('The record does not refuse mailings.');
  const [cause, why]: [Cause, string] = causes.has('do-not-bulk-email')
    ? ['do-not-bulk-email', 'The record refuses mailings.']
    : ['do-not-email', `The ${table} refuses all e-mail, and so mailings too.`];
  return { applies: true, action: 'sync-opted-out', cause, why };
}

function refusesBulk({ table, causes }: Facts): boolean {
  return causes.has('do-not-bulk-email') || (table === 'account' && causes.has('do-not-email'));
}
