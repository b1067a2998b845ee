import { isDrift } from '@spotler-connector/dataverse';
import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import type { CommonOptions } from '../../terminal/command-options.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { planJson, statusLines } from '../plan-lines.ts';
import type { Registration } from '../registration-as-configured.ts';

/** Dependencies of showing. */
export interface StatusPorts {
  readonly terminal: Terminal;
  readonly registration: Pick<Registration, 'registrar' | 'environment'>;
}

/** `dataverse status`: shows how everything is, and changes nothing. */
export async function showStatus(
  { json }: CommonOptions,
  { terminal, registration: { registrar, environment } }: StatusPorts,
): Promise<ExitCode> {
  const plan = await registrar.plan();
  const drift = plan.filter(isDrift).length;
  if (json) terminal.print(JSON.stringify({ environment, plan: planJson(plan), drift }));
  else {
    for (const line of statusLines(plan, terminal)) terminal.print(line);
    terminal.print(
      drift === 0
        ? `${environment}: as it should be.`
        : `${environment}: ${drift} of ${plan.length} not as they should be; \`dataverse register\` mends what it can.`,
    );
  }
  return drift === 0 ? EXIT.done : EXIT.failed;
}
