import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import { usageError } from '../../failure/operator-error.ts';
import { refuseTopic } from '../queue/refuse-topic.ts';
import { carryOut } from './carry-out.ts';
import { makePlan } from './make-plan.ts';
import type { ReplayPlan } from './plan.ts';
import { type PlanFile, planFile } from './plan-file.ts';
import { planLines, planSummary } from './plan-lines.ts';
import { readPlan } from './read-plan.ts';
import type { ReplayOptions } from './replay-options.ts';
import type { ReplayPorts } from './replay-ports.ts';

/** `dead-letter replay`: plans, shows the plan, asks, and carries it out. */
export async function replayDeadLetters(options: ReplayOptions, ports: ReplayPorts): Promise<ExitCode> {
  const { choice } = options;
  if (choice.kind === 'plan') {
    const plan = await readPlan(choice.path);
    refuseOtherQueue(plan, ports.queue);
    return (
      (await shownAndAgreed(plan, options, ports)) ?? carryOut({ plan, options, ports, path: choice.path })
    );
  }
  const { namespace, name: queue } = ports.queue;
  const header = { namespace, queue, run: ports.newRun() };
  const file = planFile(options.planOut ?? `replay-${header.run}.jsonl`, header);
  let ended: ExitCode | undefined;
  let isAgreed = false;
  try {
    const written = options.dryRun && options.planOut === undefined ? undefined : file;
    const plan = await planned(header, written, options, ports);
    ended = await shownAndAgreed(plan, options, ports);
    isAgreed = ended === undefined || (options.planOut !== undefined && plan.index.pending.size > 0);
    if (ended === undefined) return await carryOut({ plan, options, ports, path: file.path });
  } finally {
    if (!isAgreed) file.discard();
  }
  return ended;
}

async function planned(
  header: ReplayPlan['header'],
  file: PlanFile | undefined,
  { choice, maxReplays, peekRate }: ReplayOptions,
  { terminal, queue, signal, clock }: ReplayPorts,
): Promise<ReplayPlan> {
  const filter = choice.kind === 'filter' ? choice.filter : {};
  return makePlan(queue, { header, filter, maxReplays, peekRate, file, signal, clock, terminal });
}

/** Shows the plan and asks. Undefined: go on; else the command ends so. */
async function shownAndAgreed(
  plan: ReplayPlan,
  options: ReplayOptions,
  { terminal, queue, confirm, clock }: ReplayPorts,
): Promise<ExitCode | undefined> {
  const { json, planOut, dryRun, yes } = options;
  const { size } = plan.index.pending;
  if (!json) for (const line of planLines(plan, terminal, clock.now())) terminal.print(line);
  const looking = dryRun || planOut !== undefined;
  if (planOut !== undefined && size > 0) {
    terminal.log(`The plan is in ${planOut}; carry it out with dead-letter replay --plan ${planOut}`);
  }
  if (json && (looking || size === 0)) terminal.print(JSON.stringify(planSummary(plan)));
  if (size === 0) return EXIT.nothingToDo;
  if (looking) return EXIT.done;
  refuseTopic(queue, options);
  if (yes || (await confirm(`Replay ${size} dead letters?`))) return undefined;
  if (json) terminal.print(JSON.stringify(planSummary(plan)));
  terminal.log('Nothing was replayed.');
  return EXIT.nothingToDo;
}

/** A queue of another namespace can have the same name. @throws {OperatorError} with exit code 2. */
function refuseOtherQueue({ header }: ReplayPlan, queue: ReplayPorts['queue']): void {
  if (header.queue === queue.name && header.namespace === queue.namespace) return;
  throw usageError(
    `The plan is about ${header.queue} in ${header.namespace}, and configured is ${queue.name} in ${queue.namespace}.`,
  );
}
