import { guardProcess } from '@spotler-connector/observability/process';
import { runCommandLine } from './command-line.ts';

/** Runs the simulator as the process's own command line says. Resolves to the exit code. */
export function runGuarded(): Promise<number> {
  guardProcess(process);
  return runCommandLine(process.argv, process.stdout, process.stderr);
}
