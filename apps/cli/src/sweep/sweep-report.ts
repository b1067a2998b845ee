import type { Compared, FindingCounts } from '@spotler-connector/sweep';
import { tableLines } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** The result of comparing both sides. */
export type Comparison = Pick<Compared, 'records' | 'contacts' | 'unreadable' | 'nameless' | 'unconfirmed'>;

/** Report of a sweep, for scripts. */
export function reportOf(compared: Comparison, counts: FindingCounts) {
  const { records, contacts, unreadable, nameless } = compared;
  return {
    records,
    contacts,
    unreadable,
    withoutId: nameless,
    unconfirmed: compared.unconfirmed(),
    findings: counts.groups(),
    toMend: counts.mendable(),
    toErase: counts.erasures(),
    eraseShare: shareOf(counts.erasures(), contacts),
  };
}

/** Report of a sweep, for people. */
export function reportLines(
  compared: Comparison,
  counts: FindingCounts,
  { palette: { bold }, width }: Pick<Terminal, 'palette' | 'width'>,
): string[] {
  const { records, contacts, unreadable, nameless } = compared;
  const rows = counts
    .groups()
    .map(({ kind, rule, details, count }) => [
      kind,
      rule ?? '',
      details.join(', '),
      { text: String(count), right: true },
    ]);
  const header = ['finding', 'rule', 'causes or properties', 'count'].map((text) => ({ text, paint: bold }));
  const open = compared.unconfirmed();
  return [
    `${records} records, ${contacts} contacts`,
    ...(rows.length === 0 ? ['Both sides agree.'] : tableLines(rows, { width, header })),
    ...note(unreadable, 'records can not be understood: explain says why'),
    ...note(nameless, 'contacts in Spotler have no external id: nobody can tell whose they are'),
    ...note(open, 'contacts have no record that we may see: they are left alone'),
    ...note(counts.of('foreign-id'), 'contacts may come from elsewhere: only --orphans erases them'),
    `Mending would look at ${counts.mendable()} and erase ${erasureText(counts, contacts)}.`,
  ];
}

/** How many would be erased, and what share of Spotler that is. */
export function erasureText(counts: FindingCounts, contacts: number): string {
  const share = Math.round(shareOf(counts.erasures(), contacts) * 1_000) / 10;
  return `${counts.erasures()} contacts, ${share} % of Spotler`;
}

function shareOf(erasures: number, contacts: number): number {
  return contacts === 0 ? 0 : erasures / contacts;
}

function note(count: number, words: string): string[] {
  return count === 0 ? [] : [`${count} ${words}.`];
}
