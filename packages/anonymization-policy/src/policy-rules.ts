import type { Action, Cause, PolicyRule } from './decision.ts';
import type { PolicySettings } from './policy-settings.ts';
import type { Table } from './record.ts';

/** What a rule looks at. The address itself is not among it: no sentence can quote it. */
export interface Facts {
  /** The record's table. */
  readonly table: Table;
  /** Every cause that holds for the record. */
  readonly causes: ReadonlySet<Cause>;
  /** The organisation's choices. */
  readonly settings: PolicySettings;
}

/** Whether one rule applies, why, and if so what it wants and the cause that it goes by. */
type Judgement =
  | { applies: true; why: string; action: Action; cause: Cause | undefined }
  | { applies: false; why: string };

/** What the deciding rule wants. */
export interface Verdict {
  readonly rule: PolicyRule;
  readonly action: Action;
  readonly cause: Cause | undefined;
}

type Judge = (facts: Facts) => Judgement;

const anonymize = (cause: Cause, why: string): Judgement => ({
  applies: true,
  action: 'anonymize',
  cause,
  why,
});
const no = (why: string): Judgement => ({ applies: false, why });

const deleted: Judge = ({ causes }) =>
  causes.has('deleted')
    ? anonymize('deleted', 'The record is deleted in Dataverse.')
    : no('The record exists in Dataverse.');

const noValidEmail: Judge = ({ causes }) => {
  if (causes.has('no-email')) return anonymize('no-email', 'The record has no e-mail address.');
  if (causes.has('invalid-email'))
    return anonymize('invalid-email', 'Its e-mail address is not a valid one.');
  return no('The record has a valid e-mail address.');
};

const doNotEmail: Judge = ({ table, causes, settings }) => {
  if (!causes.has('do-not-email')) return no('The record does not refuse e-mail.');
  if (table !== 'account') return anonymize('do-not-email', 'The record refuses all e-mail.');
  return settings.anonymizeAccountOnDoNotEmail
    ? anonymize(
        'do-not-email',
        'The account refuses all e-mail, and the setting says to anonymize it for that.',
      )
    : no('The account refuses all e-mail, but the setting says not to anonymize an account for that.');
};

const inactive: Judge = ({ table, causes, settings }) => {
  if (causes.has('qualified')) return no('A qualified lead was handed over, which is no deactivation.');
  if (!causes.has('inactive')) return no('The record is active.');
  if (table === 'account') return no('An account is never anonymized for being inactive.');
  return settings.anonymizeContactWhenInactive
    ? anonymize('inactive', `The ${table} is inactive, and the setting says to anonymize it for that.`)
    : no(`The ${table} is inactive, but the setting says not to anonymize it for that.`);
};

const inactiveKept: Judge = (facts) => {
  const { causes } = facts;
  const cause = causes.has('inactive') ? 'inactive' : causes.has('qualified') ? 'qualified' : undefined;
  if (cause === undefined) return no('The record is active.');
  if (inactive(facts).applies) return no('The record is inactive, and being inactive counts here.');
  const state = cause === 'inactive' ? 'The record is inactive' : 'The lead is qualified';
  return refusesBulk(facts)
    ? {
        applies: true,
        action: 'opt-out',
        cause,
        why: `${state}, so it is not synced, and it refuses mailings.`,
      }
    : { applies: true, action: 'leave', cause, why: `${state}, which by itself changes nothing in Spotler.` };
};

const refusesBulkEmail: Judge = (facts) => {
  const { table, causes } = facts;
  if (!refusesBulk(facts)) return no('The record does not refuse mailings.');
  const [cause, why]: [Cause, string] = causes.has('do-not-bulk-email')
    ? ['do-not-bulk-email', 'The record refuses mailings.']
    : ['do-not-email', `The ${table} refuses all e-mail, and so mailings too.`];
  return { applies: true, action: 'sync-opted-out', cause, why };
};

function refusesBulk({ table, causes }: Facts): boolean {
  return causes.has('do-not-bulk-email') || (table === 'account' && causes.has('do-not-email'));
}

const ALL_BUT_ELIGIBLE: readonly (readonly [PolicyRule, Judge])[] = [
  ['deleted', deleted],
  ['no-valid-email', noValidEmail],
  ['do-not-email', doNotEmail],
  ['inactive', inactive],
  ['inactive-kept', inactiveKept],
  ['refuses-bulk-email', refusesBulkEmail],
];

/** What one rule makes of the facts, looked at by itself. */
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
