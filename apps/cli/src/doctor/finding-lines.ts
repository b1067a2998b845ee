import { type Row, tableLines } from '../terminal/table.ts';
import type { Palette, Terminal } from '../terminal/terminal.ts';
import { AREAS, type Finding } from './finding.ts';

const INDENT = '  ';

/** The findings under the name of what they are about, and at the end the one thing to do first. Pure. */
export function findingLines(
  findings: readonly Finding[],
  { palette, width }: Pick<Terminal, 'palette' | 'width'>,
): string[] {
  const groups = AREAS.flatMap((area) => {
    const found = findings.filter((finding) => finding.area === area);
    const rows = found.flatMap((finding) => rowsOf(finding, palette));
    const lines = tableLines(rows, { width: width - INDENT.length }).map((line) => INDENT + line);
    return found.length === 0 ? [] : [palette.bold(area), ...lines, ''];
  });
  return [...groups, ...tableLines([conclusion(findings, palette)], { width })];
}

/** The finding that is to be dealt with before any other; undefined when all is well. Pure. */
export function firstOf(findings: readonly Finding[]): Finding | undefined {
  const ordered = AREAS.flatMap((area) => findings.filter((finding) => finding.area === area));
  return (
    ordered.find(({ status }) => status === 'failed') ?? ordered.find(({ status }) => status === 'warning')
  );
}

function conclusion(findings: readonly Finding[], { bold, green }: Palette): Row {
  const first = firstOf(findings);
  if (first === undefined) return [{ text: 'All is well.', paint: green }];
  const failed = findings.filter(({ status }) => status === 'failed').length;
  const warnings = findings.filter(({ status }) => status === 'warning').length;
  const counts = `${failed} failed, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}.`;
  const { area, says, remedy = '' } = first;
  return [{ text: `${counts} Do this first (${area}): ${says} → ${remedy}`, paint: bold }];
}

function rowsOf({ status, says, remedy }: Finding, { bold, green, yellow, red }: Palette): Row[] {
  const paints = { ok: green, warning: yellow, failed: red };
  const found: Row = [{ text: status, paint: paints[status] }, says];
  return remedy === undefined ? [found] : [found, ['', { text: `→ ${remedy}`, paint: bold }]];
}
