import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import { usageError } from '../../failure/operator-error.ts';
import { refuseTopic } from '../letters/refuse-topic.ts';
import { carryOut } from './carry-out.ts';
import { makePlan } from './make-plan.ts';
import { type PlanProgress, readPlan, writePlan } from './plan-file.ts';
import { planLines, planSummary } from './plan-lines.ts';
import type { ReplayOptions } from './replay-options.ts';
import type { ReplayPorts } from './replay-ports.ts';

/** `dead-letter replay`: plans, shows the plan, asks, and carries it out. */
export async function replayLetters(options: ReplayOptions, ports: ReplayPorts): Promise<ExitCode> {
  const { terminal, box, confirm, clock } = ports;
  const { json, planOut, dryRun, yes } = options;
  const progress = await chosen(options, ports);
  const { plan, done } = progress;
  const pending = new Set(
    plan.letters.map(({ sequenceNumber }) => sequenceNumber).filter((number) => !done.has(number)),
  );
  if (!json) for (const line of planLines(plan, pending, terminal, clock.now())) terminal.print(line);
  const looking = dryRun || planOut !== undefined;
  if (planOut !== undefined && pending.size > 0) {
    writePlan(planOut, plan);
    terminal.log(`The plan is in ${planOut}; carry it out with dead-letter replay --plan ${planOut}`);
  }
  if (json && (looking || pending.size === 0)) terminal.print(JSON.stringify(planSummary(plan, pending)));
  if (pending.size === 0) return EXIT.nothingToDo;
  if (looking) return EXIT.done;
  refuseTopic(box, options);
  if (!yes && !(await confirm(`Replay ${pending.size} dead letters?`))) {
    if (json) terminal.print(JSON.stringify(planSummary(plan, pending)));
    terminal.log('Nothing was replayed.');
    return EXIT.nothingToDo;
  }
  return carryOut({ progress, pending, options, ports, path: journalPath(options, progress) });
}

async function chosen(
  options: ReplayOptions,
  { terminal, box, newRun, signal, clock }: ReplayPorts,
): Promise<PlanProgress> {
  const { choice, maxReplays, peekRate } = options;
  if (choice.kind === 'plan') {
    const progress = readPlan(choice.path);
    const { queue } = progress.plan.header;
    if (queue !== box.name) throw usageError(`The plan is about ${queue}, and configured is ${box.name}.`);
    return progress;
  }
  const plan = await makePlan(box, {
    filter: choice.filter,
    maxReplays,
    peekRate,
    run: newRun(),
    signal,
    clock,
    onLooked(count) {
      if (count % 1_000 === 0) terminal.status(`looked at ${count}`);
    },
  });
  terminal.status('');
  return { plan, sent: new Set(), done: new Set() };
}

/** The plan file remembers what is done; a plan that came from a filter gets one. */
function journalPath({ choice }: ReplayOptions, { plan }: PlanProgress): string {
  if (choice.kind === 'plan') return choice.path;
  const path = `replay-${plan.header.run}.jsonl`;
  writePlan(path, plan);
  return path;
}
