import type { PolicySettings, Rule, Table } from '@spotler-connector/anonymization-policy';

/**
 * An event of a record: columns are written, it is deleted, a Spotler Job orders its anonymization, or a
 * message about an earlier change of it arrives late.
 */
export type Event = Readonly<Record<string, unknown>> | 'deleted' | 'ordered' | 'late message';

/** Something that happens to a record, and the rule that should decide then. */
export interface Step {
  /** Steps with one name are about one record. */
  readonly person: string;
  /** The record's table. */
  readonly table: Table;
  /** The change, in words for the table on the screen. */
  readonly change: string;
  /** The change itself. */
  readonly event: Event;
  /** The rule that the policy should decide by. */
  readonly rule: Rule;
}

/** Steps that are made while the worker runs with certain settings. */
export interface Act {
  /** The heading on the screen. */
  readonly title: string;
  /** The worker's policy settings. */
  readonly settings: PolicySettings;
  /** The steps, in order. */
  readonly steps: readonly Step[];
}

const INACTIVE = { statecode: 1, statuscode: 2 };
const QUALIFIED = { statecode: 1, statuscode: 3 };
const DISQUALIFIED = { statecode: 2, statuscode: 4 };

function step(table: Table, person: string, change: string, event: Event, rule: Rule): Step {
  return { table, person: `${table} ${person}`, change, event, rule };
}

/** Steps for every table alike. */
function common(table: Table): Step[] {
  return [
    step(table, 'control', 'city changed', { address1_city: 'Utrecht' }, 'eligible'),
    step(table, 'deleted', 'deleted', 'deleted', 'deleted'),
    step(table, 'without address', 'address cleared', { emailaddress1: null }, 'no-valid-email'),
    step(
      table,
      'with a bad address',
      'address mistyped',
      { emailaddress1: 'nobody at nowhere' },
      'no-valid-email',
    ),
    step(table, 'refusing bulk', 'Bulk Email refused', { donotbulkemail: true }, 'refuses-bulk-email'),
  ];
}

function whileKept(): Step[] {
  return [
    ...common('contact'),
    step('contact', 'refusing', 'Do Not Email set', { donotemail: true }, 'do-not-email'),
    step('contact', 'refusing', 'Do Not Email lifted', { donotemail: false }, 'eligible'),
    step('contact', 'inactive', 'deactivated', INACTIVE, 'inactive-kept'),
    step(
      'contact',
      'inactive and refusing',
      'deactivated, no bulk',
      { ...INACTIVE, donotbulkemail: true },
      'inactive-kept',
    ),
    ...common('lead'),
    step('lead', 'refusing', 'Do Not Email set', { donotemail: true }, 'do-not-email'),
    step('lead', 'qualified', 'qualified', QUALIFIED, 'inactive-kept'),
    step('lead', 'disqualified', 'disqualified', DISQUALIFIED, 'inactive-kept'),
    ...common('account'),
    step('account', 'refusing', 'Do Not Email set', { donotemail: true }, 'refuses-bulk-email'),
    step('account', 'inactive', 'deactivated', INACTIVE, 'inactive-kept'),
  ];
}

function whileForgotten(): Step[] {
  return [
    step('contact', 'inactive later', 'deactivated', INACTIVE, 'inactive'),
    step('contact', 'inactive later', 'activated again', { statecode: 0, statuscode: 1 }, 'eligible'),
    step('lead', 'disqualified later', 'disqualified', DISQUALIFIED, 'inactive'),
    step('lead', 'qualified later', 'qualified', QUALIFIED, 'inactive-kept'),
    step('account', 'inactive later', 'deactivated', INACTIVE, 'inactive-kept'),
    step('account', 'refusing later', 'Do Not Email set', { donotemail: true }, 'do-not-email'),
    step('account', 'control', 'city changed', { address1_city: 'Zwolle' }, 'eligible'),
  ];
}

/** Somebody orders an anonymization; it stands until the policy wants the contact again. */
function whileOrdered(): Step[] {
  return [
    step('contact', 'ordered', 'Spotler Job', 'ordered', 'explicit'),
    step('contact', 'ordered', 'another Spotler Job', 'ordered', 'explicit'),
    step('contact', 'ordered', 'older change, late', 'late message', 'explicit'),
    step('contact', 'ordered', 'city changed', { address1_city: 'Utrecht' }, 'eligible'),
    step('lead', 'ordered', 'Spotler Job', 'ordered', 'explicit'),
    step('account', 'ordered', 'Spotler Job', 'ordered', 'explicit'),
    step('account', 'ordered', 'deactivated', INACTIVE, 'explicit'),
  ];
}

/** Every rule of the policy decides at least once, on every table to which it applies. */
export const SCENARIO: readonly Act[] = [
  {
    title: 'Deactivation has no effect (the default)',
    settings: { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false },
    steps: whileKept(),
  },
  {
    title: 'Somebody orders an anonymization with a Spotler Job',
    settings: { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false },
    steps: whileOrdered(),
  },
  {
    title: 'ANONYMIZE_CONTACT_WHEN_INACTIVE and ANONYMIZE_ACCOUNT_ON_DO_NOT_EMAIL are on',
    settings: { anonymizeContactWhenInactive: true, anonymizeAccountOnDoNotEmail: true },
    steps: whileForgotten(),
  },
];
