import { needsKey, type Plan } from '@spotler-connector/dataverse';
import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import { usageError } from '../../failure/operator-error.ts';
import type { Confirm } from '../../terminal/confirm.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { carryOutPlan, changesIn, counted, saysBlocked } from '../carry-out-plan.ts';
import { planJson, planLines } from '../plan-lines.ts';
import type { Registration } from '../registration-as-configured.ts';
import type { RegisterOptions } from './register-command.ts';

/** Dependencies of registering. */
export interface RegisterPorts {
  readonly terminal: Terminal;
  readonly confirm: Confirm;
  readonly registration: Registration;
  /** Called before anything is changed: messages may have been missing. */
  readonly onChange: () => Promise<void>;
}

/** `dataverse register`: shows what is to be done, asks, and does it. */
export async function register(
  { json, dryRun, yes, renewKey }: RegisterOptions,
  { terminal, confirm, registration, onChange }: RegisterPorts,
): Promise<ExitCode> {
  const { registrar, key, warnings, environment } = registration;
  const plan = await registrar.plan({ renewKey });
  const changes = changesIn(plan);
  const answer = (changed: number) => {
    if (json) terminal.print(JSON.stringify({ environment, plan: planJson(plan), changed }));
  };
  if (!json) for (const line of planLines(plan, terminal)) terminal.print(line);
  for (const warning of warnings) terminal.log(warning);
  if (saysBlocked(plan, terminal)) {
    answer(0);
    return EXIT.failed;
  }
  if (changes === 0) {
    answer(0);
    if (!json) terminal.print(`${environment}: everything that can be is registered as it should be.`);
    return endOf(plan, EXIT.nothingToDo);
  }
  if (dryRun) {
    answer(0);
    if (!json) terminal.print(`${environment}: ${counted(changes)} would be made.`);
    return EXIT.done;
  }
  if (needsKey(plan) && key === null) {
    throw usageError(
      'The service endpoint needs a key: set DATAVERSE_SERVICE_ENDPOINT_CONNECTION_STRING to a connection string with the right Send.',
    );
  }
  if (!yes && !(await confirm(`Make ${counted(changes)} in ${environment}?`))) {
    answer(0);
    terminal.log('Nothing was changed.');
    return EXIT.nothingToDo;
  }
  await onChange();
  await carryOutPlan(plan, registration, terminal);
  answer(changes);
  if (!json) terminal.print(`${environment}: ${counted(changes)} made.`);
  return endOf(plan, EXIT.done);
}

/** Exit code of a plan: something may be left for a person to mend. */
function endOf(plan: Plan, otherwise: ExitCode): ExitCode {
  return plan.some(({ state }) => state === 'stuck') ? EXIT.failed : otherwise;
}
