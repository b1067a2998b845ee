import { inspect } from 'node:util';
import { type GuardedProcess, guardProcess } from './guard-process.ts';

/**
 * Guards a program that sees nothing but invented people, such as a benchmark, as {@link guardProcess} does,
 * but shows a bug with everything that its text says.
 */
export function guardWorkbench(process: GuardedProcess): void {
  guardProcess(process, { onCrash: (error) => void process.stderr.write(`${inspect(error)}\n`) });
}
