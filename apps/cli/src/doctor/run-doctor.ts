import { ConfigurationFileError } from '@spotler-connector/dataverse';
import { EXIT, type ExitCode } from '../failure/exit-code.ts';
import { failureMessage } from '../failure/failure-message.ts';
import type { CommonOptions } from '../terminal/command-options.ts';
import { type Row, tableLines } from '../terminal/table.ts';
import type { Palette, Terminal } from '../terminal/terminal.ts';
import { type Area, type Check, type Finding, failed } from './finding.ts';

/** A check, and what it is about. */
export interface NamedCheck {
  readonly area: Area;
  readonly check: Check;
}

/** `doctor`: asks every question and says what to do about each answer that is not ok. */
export async function runDoctor(
  { json }: CommonOptions,
  { terminal, checks }: { terminal: Terminal; checks: readonly NamedCheck[] },
): Promise<ExitCode> {
  const findings = (await Promise.all(checks.map(answered))).flat();
  if (json) terminal.print(JSON.stringify({ findings: findings.map(withoutCause) }));
  else for (const line of findingLines(findings, terminal)) terminal.print(line);
  for (const { cause } of findings) if (cause !== undefined) terminal.debug(cause);
  return findings.some(({ status }) => status === 'failed') ? EXIT.failed : EXIT.done;
}

/** A check that breaks is a finding too. */
async function answered({ area, check }: NamedCheck): Promise<readonly Finding[]> {
  try {
    return await check();
  } catch (error) {
    const remedy =
      error instanceof ConfigurationFileError
        ? 'Correct that file, then run doctor again.'
        : 'Run doctor again, with --debug if it stays so.';
    return [failed(area, failureMessage(error), remedy, error)];
  }
}

function withoutCause({ area, status, says, remedy }: Finding): Finding {
  return { area, status, says, remedy };
}

function findingLines(
  findings: readonly Finding[],
  { palette, width }: Pick<Terminal, 'palette' | 'width'>,
): string[] {
  return tableLines(
    findings.flatMap((finding) => rowsOf(finding, palette)),
    { width },
  );
}

function rowsOf({ area, status, says, remedy }: Finding, { bold, green, yellow, red }: Palette): Row[] {
  const paints = { ok: green, warning: yellow, failed: red };
  const found: Row = [{ text: status, paint: paints[status] }, area, says];
  return remedy === undefined ? [found] : [found, ['', '', { text: `→ ${remedy}`, paint: bold }]];
}
