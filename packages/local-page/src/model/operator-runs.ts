import type { OperatorRun } from '../view/view.ts';
import type { Parts } from './parts.ts';

/** The operator's commands that were run from the page. */
export interface OperatorRuns {
  /** Notes that a command has begun; gives its number. */
  begin(line: string): number;
  /** Adds to what it wrote. */
  write(number: number, text: string): void;
  /** Notes how it ended. */
  end(number: number, exitCode: number | null): void;
  view(): { readonly runs: readonly OperatorRun[] };
}

const MAX_RUNS = 6;
const MAX_OUTPUT = 12_000;

/** Builds it without runs. */
export function createOperatorRuns(parts: Parts): OperatorRuns {
  let runs: readonly OperatorRun[] = [];
  let last = 0;

  function change(number: number, next: (run: OperatorRun) => OperatorRun): void {
    runs = runs.map((run) => (run.number === number ? next(run) : run));
    parts.touch('operator');
  }

  return {
    begin(line) {
      last += 1;
      runs = [{ number: last, line, exitCode: null, output: '' }, ...runs].slice(0, MAX_RUNS);
      parts.touch('operator');
      return last;
    },
    write(number, text) {
      change(number, (run) => ({ ...run, output: (run.output + text).slice(-MAX_OUTPUT) }));
    },
    end(number, exitCode) {
      change(number, (run) => ({ ...run, exitCode: exitCode ?? -1 }));
    },
    view: () => ({ runs }),
  };
}
