import { failureSentence } from '../failure/failure-sentence.ts';
import { columns } from '../terminal/columns.ts';
import type { CommonOptions } from '../terminal/command-options.ts';
import { EXIT, type ExitCode } from '../terminal/exit-code.ts';
import type { Palette, Terminal } from '../terminal/terminal.ts';
import { type Area, type Check, type Finding, failed } from './finding.ts';

/** A check, and what it is about. */
export interface NamedCheck {
  area: Area;
  check: Check;
}

/** `doctor`: asks every question and says what to do about each answer that is not ok. */
export async function runDoctor(
  { json }: CommonOptions,
  { terminal, checks }: { terminal: Terminal; checks: readonly NamedCheck[] },
): Promise<ExitCode> {
  const findings = (await Promise.all(checks.map(answered))).flat();
  if (json) terminal.print(JSON.stringify({ findings }));
  else for (const line of findingLines(findings, terminal.palette)) terminal.print(line);
  return findings.some(({ status }) => status === 'failed') ? EXIT.failed : EXIT.done;
}

/** A check that breaks is a finding too. */
async function answered({ area, check }: NamedCheck): Promise<readonly Finding[]> {
  try {
    return await check();
  } catch (error) {
    return [failed(area, failureSentence(error), 'Run doctor again, with --debug if it stays so.')];
  }
}

function findingLines(findings: readonly Finding[], { bold, green, yellow, red }: Palette): string[] {
  const paints = { ok: green, warning: yellow, failed: red };
  const lines = columns(
    findings.map(({ area, status, says }) => [{ text: status, paint: paints[status] }, area, says]),
  );
  return lines.flatMap((line, index) => {
    const remedy = findings[index]?.remedy;
    return remedy === undefined ? [line] : [line, `         → ${bold(remedy)}`];
  });
}
