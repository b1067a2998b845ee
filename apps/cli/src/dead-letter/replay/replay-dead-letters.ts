import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import { usageError } from '../../failure/operator-error.ts';
import { refuseTopic } from '../queue/refuse-topic.ts';
import { carryOut } from './carry-out.ts';
import { makePlan } from './make-plan.ts';
import { type PlanProgress, pendingOf } from './plan.ts';
import { readPlan, writePlan } from './plan-file.ts';
import { planLines, planSummary } from './plan-lines.ts';
import type { ReplayOptions } from './replay-options.ts';
import type { ReplayPorts } from './replay-ports.ts';

/** `dead-letter replay`: plans, shows the plan, asks, and carries it out. */
export async function replayDeadLetters(options: ReplayOptions, ports: ReplayPorts): Promise<ExitCode> {
  const { terminal, queue, confirm, clock } = ports;
  const { json, planOut, dryRun, yes } = options;
  const progress = await chosen(options, ports);
  const { plan } = progress;
  const pending = pendingOf(progress);
  if (!json) for (const line of planLines(plan, pending, terminal, clock.now())) terminal.print(line);
  const looking = dryRun || planOut !== undefined;
  if (planOut !== undefined && pending.size > 0) {
    writePlan(planOut, plan);
    terminal.log(`The plan is in ${planOut}; carry it out with dead-letter replay --plan ${planOut}`);
  }
  if (json && (looking || pending.size === 0)) terminal.print(JSON.stringify(planSummary(plan, pending)));
  if (pending.size === 0) return EXIT.nothingToDo;
  if (looking) return EXIT.done;
  refuseTopic(queue, options);
  if (!yes && !(await confirm(`Replay ${pending.size} dead letters?`))) {
    if (json) terminal.print(JSON.stringify(planSummary(plan, pending)));
    terminal.log('Nothing was replayed.');
    return EXIT.nothingToDo;
  }
  return carryOut({ progress, pending, options, ports, path: journalPath(options, progress) });
}

async function chosen(
  options: ReplayOptions,
  { terminal, queue, newRun, signal, clock }: ReplayPorts,
): Promise<PlanProgress> {
  const { choice, maxReplays, peekRate } = options;
  if (choice.kind === 'plan') {
    const progress = readPlan(choice.path);
    refuseOtherQueue(progress, queue);
    return progress;
  }
  const plan = await makePlan(queue, {
    filter: choice.filter,
    maxReplays,
    peekRate,
    run: newRun(),
    signal,
    clock,
    onHint: (hint) => terminal.log(hint),
    onLooked(count) {
      if (count % 1_000 === 0) terminal.status(`looked at ${count}`);
    },
  });
  terminal.status('');
  return { plan, sent: new Set(), done: new Set(), unsendable: new Set() };
}

/** A queue of another namespace can have the same name. @throws {OperatorError} with exit code 2. */
function refuseOtherQueue({ plan: { header } }: PlanProgress, queue: ReplayPorts['queue']): void {
  if (header.queue === queue.name && header.namespace === queue.namespace) return;
  throw usageError(
    `The plan is about ${header.queue} in ${header.namespace}, and configured is ${queue.name} in ${queue.namespace}.`,
  );
}

/** The plan file remembers what is done; a plan that came from a filter gets one. */
function journalPath({ choice }: ReplayOptions, { plan }: PlanProgress): string {
  if (choice.kind === 'plan') return choice.path;
  const path = `replay-${plan.header.run}.jsonl`;
  writePlan(path, plan);
  return path;
}
