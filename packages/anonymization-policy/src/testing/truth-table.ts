import type { PolicySettings } from '../policy-settings.ts';
import { type RecordSnapshot, TABLES } from '../record.ts';

/**
 * The policy once more, written as a person reads it from docs/architecture.md, a line for each kind of
 * record. Columns: tables (contact, lead, account), presence, state (active, inactive, qualified), e-mail
 * (valid, none, wrong), do not email, do not bulk email, the setting for inactive contacts, the setting for
 * accounts; then action and rule. `*` fits anything, `i|q` either.
 */
const LINES = `
  *    gone  *    *    *  *  *  *   anonymize       deleted             deleted
  *    here  *    n|w  *  *  *  *   anonymize       no-valid-email      no-email|invalid-email
  c|l  here  *    v    y  *  *  *   anonymize       do-not-email        do-not-email
  a    here  *    v    y  *  *  y   anonymize       do-not-email        do-not-email
  c|l  here  i    v    n  *  y  *   anonymize       inactive            inactive
  c|l  here  i    v    n  n  n  *   leave           inactive-kept       inactive|qualified
  c|l  here  i    v    n  y  n  *   opt-out         inactive-kept       inactive|qualified
  c|l  here  q    v    n  n  *  *   leave           inactive-kept       inactive|qualified
  c|l  here  q    v    n  y  *  *   opt-out         inactive-kept       inactive|qualified
  a    here  i|q  v    n  n  *  *   leave           inactive-kept       inactive|qualified
  a    here  i|q  v    n  y  *  *   opt-out         inactive-kept       inactive|qualified
  a    here  i|q  v    y  *  *  n   opt-out         inactive-kept       inactive|qualified
  c|l  here  a    v    n  y  *  *   sync-opted-out  refuses-bulk-email  do-not-bulk-email|do-not-email
  a    here  a    v    n  y  *  *   sync-opted-out  refuses-bulk-email  do-not-bulk-email|do-not-email
  a    here  a    v    y  *  *  n   sync-opted-out  refuses-bulk-email  do-not-bulk-email|do-not-email
  *    here  a    v    n  n  *  *   sync            eligible`
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));

const EMAILS: readonly [mark: string, email: string | null][] = [
  ['v', 'someone@example.org'],
  ['v', ' s.o@b\u00fccher.example\u00a0'],
  ['n', null],
  ['n', ' \t'],
  ['w', 'someone'],
  ['w', 'someone@localhost'],
];
const STATES = [
  ['a', 'active'],
  ['i', 'inactive'],
  ['q', 'qualified'],
] as const;
const FLAGS = [
  ['n', false],
  ['y', true],
] as const;

/** One line of the truth table: a record, settings, and what has to come out. */
export interface Row {
  record: RecordSnapshot;
  settings: PolicySettings;
  action: string;
  rule: string;
  /** The deciding cause first, then the others in their fixed order. */
  causes: string[];
}

/** All combinations, with what the lines above say of each. */
export function truthTable(): Row[] {
  const rows: Row[] = [];
  for (const [inactive, anonymizeContactWhenInactive] of FLAGS) {
    for (const [account, anonymizeAccountOnDoNotEmail] of FLAGS) {
      const settings = { anonymizeContactWhenInactive, anonymizeAccountOnDoNotEmail };
      for (const { marks, record } of records())
        rows.push(row([...marks, inactive, account], record, settings));
    }
  }
  return rows;
}

function* records(): Generator<{ marks: string[]; record: RecordSnapshot }> {
  for (const table of TABLES) {
    const t = table.charAt(0);
    yield { marks: [t, 'gone', '-', '-', '-', '-'], record: { table, presence: 'deleted' } };
    for (const [s, state] of STATES)
      for (const [e, email] of EMAILS)
        for (const [no, doNotEmail] of FLAGS)
          for (const [bulk, doNotBulkEmail] of FLAGS)
            yield {
              marks: [t, 'here', s, e, no, bulk],
              record: { table, presence: 'present', state, email, doNotEmail, doNotBulkEmail },
            };
  }
}

function row(marks: string[], record: RecordSnapshot, settings: PolicySettings): Row {
  const fitting = LINES.filter((line) => marks.every((mark, i) => fits(line[i] ?? '', mark)));
  const [line, ...others] = fitting;
  if (line === undefined || others.length > 0) throw new Error(`${fitting.length} lines fit ${marks}`);
  const [action = '', rule = '', deciding = ''] = line.slice(8);
  const held = causesThatHold(marks);
  const first = deciding.split('|').find((cause) => held.includes(cause));
  const causes = first === undefined ? held : [first, ...held.filter((cause) => cause !== first)];
  return { record, settings, action, rule, causes };
}

function causesThatHold([, presence, state, email, no, bulk]: string[]): string[] {
  const table: [boolean, string][] = [
    [presence === 'gone', 'deleted'],
    [email === 'n', 'no-email'],
    [email === 'w', 'invalid-email'],
    [no === 'y', 'do-not-email'],
    [state === 'i', 'inactive'],
    [state === 'q', 'qualified'],
    [bulk === 'y', 'do-not-bulk-email'],
  ];
  return table.flatMap(([holds, cause]) => (holds ? [cause] : []));
}

function fits(column: string, mark: string): boolean {
  return column === '*' || column.split('|').includes(mark);
}
