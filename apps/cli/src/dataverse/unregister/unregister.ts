import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import { usageError } from '../../failure/operator-error.ts';
import { carryOutPlan, changesIn, counted } from '../carry-out-plan.ts';
import { planJson, planLines } from '../plan-lines.ts';
import type { RegisterPorts } from '../register/register.ts';
import type { UnregisterOptions } from './unregister-command.ts';

/** `dataverse unregister`: shows what is to go, asks, and takes it away. */
export async function unregister(
  { json, dryRun, yes, withTable }: UnregisterOptions,
  { terminal, confirm, registration }: Omit<RegisterPorts, 'onChange'>,
): Promise<ExitCode> {
  const { registrar, environment, withJobs } = registration;
  if (withTable && !withJobs) {
    throw usageError(
      '--with-table goes not with SPOTLER_JOBS=false, which says that there is no such table.',
    );
  }
  const plan = await registrar.planRemoval({ withTable });
  const changes = changesIn(plan);
  const answer = (changed: number) => {
    if (json) terminal.print(JSON.stringify({ environment, plan: planJson(plan), changed }));
  };
  if (!json) for (const line of planLines(plan, terminal)) terminal.print(line);
  if (changes === 0) {
    answer(0);
    if (!json) terminal.print(`${environment}: nothing of ours is registered.`);
    return EXIT.nothingToDo;
  }
  if (dryRun) {
    answer(0);
    if (!json) terminal.print(`${environment}: ${counted(changes)} would be made.`);
    return EXIT.done;
  }
  if (
    !yes &&
    !(await confirm(
      `Make ${counted(changes)} in ${environment}? No change of a record reaches the worker then.`,
    ))
  ) {
    answer(0);
    terminal.log('Nothing was changed.');
    return EXIT.nothingToDo;
  }
  await carryOutPlan(plan, registration, terminal);
  answer(changes);
  if (!json)
    terminal.print(`${environment}: ${counted(changes)} made; no change reaches the worker any more.`);
  return EXIT.done;
}
