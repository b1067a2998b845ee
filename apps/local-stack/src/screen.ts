import type { SettledLine } from '@spotler-connector/local-services';
import pc from 'picocolors';
import type { StepResult } from './run-scenario.ts';

/** The table on the terminal. */
export interface Screen {
  heading(text: string): void;
  /** The table's column names. */
  columns(): void;
  result(result: StepResult): void;
  /** Shows a message that no step of the scenario caused. */
  settled(line: SettledLine): void;
  say(text: string): void;
}

const COLUMNS = [
  ['RECORD', 16],
  ['CHANGE', 20],
  ['DECISION', 14],
  ['RULE (CAUSES)', 43],
  ['SPOTLER', 22],
  ['READ BACK', 18],
] as const;

/** Writes to `write`, with colours on a terminal. No address and no name is ever shown: a person is an id. */
export function createScreen(write: (text: string) => void, colours: boolean): Screen {
  const { bold, dim, green, red } = pc.createColors(colours);
  function print(text: string): void {
    write(`${text}\n`);
  }

  return {
    heading: (text) => print(`\n${bold(text)}`),
    columns: () => print(dim(`  ${row(COLUMNS.map(([name]) => name))}`)),
    result({ step, recordId, line, readBack, job, agrees }) {
      const cells = [
        nameOf(step.table, recordId),
        step.change,
        ...decisionOf(line),
        answerOf(line),
        job === undefined ? readBack : `${readBack}; job: ${job.code}`,
      ];
      print(`${agrees ? green('✓') : red('✗')} ${row(cells)}`);
    },
    settled(line) {
      // The whole id: whoever watches wants to copy it.
      const cells = [`${line.table ?? 'message'} ${line.recordId ?? ''}`.trim(), line.messageName ?? ''];
      const all = [...cells, ...decisionOf(line), answerOf(line)].filter((cell) => cell !== '');
      print(`· ${all.join('  ')}`);
    },
    say: print,
  };
}

function row(cells: readonly string[]): string {
  return COLUMNS.map(([, width], column) => (cells[column] ?? '').padEnd(width))
    .join('  ')
    .trimEnd();
}

function nameOf(table = 'message', recordId = ''): string {
  return `${table} ${recordId.slice(0, 8)}`;
}

function decisionOf({ action, rule = '', causes = [] }: SettledLine): [string, string] {
  if (action === undefined) return ['none', ''];
  // A cause that is called as its rule is says nothing more.
  const others = causes.filter((cause) => cause !== rule);
  return [action, others.length === 0 ? rule : `${rule} (${others.join(', ')})`];
}

function answerOf({ outcome, spotlerStatus }: SettledLine): string {
  return [spotlerStatus, outcome].filter((part) => part !== undefined).join(' ');
}
