import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import { createDeadLetterGroups, type DeadLetterGroup } from '../selection/group-dead-letters.ts';
import { groupLines, nextStepLines } from '../selection/group-lines.ts';
import { createSelection } from '../selection/selection.ts';
import type { ListOptions } from './list-command.ts';
import { listEach } from './list-each.ts';
import { type ListPorts, lookAtAll } from './look-at-all.ts';

/** `dead-letter list`: counts and groups, in memory that does not grow with the number of dead letters. */
export async function listDeadLetters(options: ListOptions, ports: ListPorts): Promise<ExitCode> {
  const { filter, by, each, json, peekRate } = options;
  if (each !== undefined) return listEach(options, each, ports);
  const { terminal, queue, clock } = ports;
  const groups = createDeadLetterGroups(by);
  const selection = createSelection(filter);
  const looked = await lookAtAll(ports, peekRate, (deadLetter) => {
    if (selection.includes(deadLetter)) groups.add(deadLetter);
  });
  const list = groups.list();
  if (json) {
    const shown = list.map(jsonOf);
    terminal.print(JSON.stringify({ queue: queue.name, count: groups.count, of: looked, groups: shown }));
  } else {
    const of = groups.count === looked ? '' : ` of ${looked}`;
    terminal.print(`${queue.name}: ${groups.count}${of} dead letters`);
    const lines = [...groupLines(list, by, terminal, clock.now()), ...nextStepLines(list, terminal)];
    const more = terminal.palette.dim('dead-letter list --each lists them with their numbers.');
    if (groups.count > 0) for (const line of [...lines, more]) terminal.print(line);
  }
  for (const hint of selection.hints()) terminal.log(hint);
  return EXIT.done;
}

function jsonOf({ key, count, oldest, newest }: DeadLetterGroup): object {
  return { ...key, count, oldest: timeOf(oldest), newest: timeOf(newest) };
}

function timeOf(timestamp: number | undefined): string | null {
  return timestamp === undefined ? null : new Date(timestamp).toISOString();
}
