import { tableLines } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { durationText } from '../../time/duration-text.ts';
import { nextStep } from '../message/next-step.ts';
import type { DeadLetterGroup, Grouping } from './group-dead-letters.ts';

/** Groups as a table for people. Ages count from `now`, in milliseconds since 1970. */
export function groupLines(
  groups: readonly DeadLetterGroup[],
  by: readonly Grouping[],
  { palette: { dim }, width }: Pick<Terminal, 'palette' | 'width'>,
  now: number,
): string[] {
  const heading = ['COUNT', ...by.map((name) => name.toUpperCase()), 'OLDEST', 'NEWEST'];
  const rows = groups.map(({ key, count, oldest, newest }) => [
    { text: String(count), right: true },
    ...by.map((name) => key[name] ?? ''),
    ageText(oldest, now),
    ageText(newest, now),
  ]);
  return tableLines(rows, { width, header: heading.map((text) => ({ text, paint: dim })) });
}

/** Says for each reason among the groups what to do next. Pure. */
export function nextStepLines(
  groups: readonly DeadLetterGroup[],
  { palette: { dim }, width }: Pick<Terminal, 'palette' | 'width'>,
): string[] {
  const reasons = [...new Set(groups.flatMap(({ key }) => key.reason ?? []))];
  if (reasons.length === 0) return [];
  const rows = reasons.map((reason) => [reason, nextStep(reason)]);
  return ['', dim('What to do next:'), ...tableLines(rows, { width })];
}

function ageText(timestamp: number | undefined, now: number): string {
  return timestamp === undefined ? '?' : durationText(now - timestamp);
}
