import { columns } from '../../terminal/columns.ts';
import { spanText } from '../../terminal/span-text.ts';
import type { Palette } from '../../terminal/terminal.ts';
import type { Grouping, LetterGroup } from './group-letters.ts';

/** Groups as a table for people. `now` is what ages count from, in milliseconds since 1970. */
export function groupLines(
  groups: readonly LetterGroup[],
  by: readonly Grouping[],
  { palette: { dim }, now }: { palette: Palette; now: number },
): string[] {
  const age = (moment: number | undefined) => (moment === undefined ? '?' : spanText(now - moment));
  const heading = ['COUNT', ...by.map((name) => name.toUpperCase()), 'OLDEST', 'NEWEST'];
  return columns([
    heading.map((text, index) => ({ text, paint: dim, right: index === 0 })),
    ...groups.map(({ key, count, oldest, newest }) => [
      { text: String(count), right: true },
      ...by.map((name) => key[name] ?? ''),
      age(oldest),
      age(newest),
    ]),
  ]);
}
