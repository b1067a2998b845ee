import { ConfigurationFileError } from '@spotler-connector/dataverse';
import { EXIT, type ExitCode } from '../failure/exit-code.ts';
import { failureMessage } from '../failure/failure-message.ts';
import type { CommonOptions } from '../terminal/command-options.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type Area, type Check, type Finding, failed } from './finding.ts';
import { findingLines, firstOf } from './finding-lines.ts';

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
  const first = firstOf(findings);
  if (json) {
    const shown = {
      findings: findings.map(withoutCause),
      first: first === undefined ? null : withoutCause(first),
    };
    terminal.print(JSON.stringify(shown));
  }
  if (!json) for (const line of findingLines(findings, terminal)) terminal.print(line);
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
