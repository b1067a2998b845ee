import { readdirSync } from 'node:fs';
import { type BicepRun, runBicep } from './run-bicep.ts';

/** A step of compiling, and what the compiler has against it. */
export interface Compiled {
  readonly step: string;
  readonly mistakes: readonly string[];
}

/**
 * Builds the template, lints every file, and builds each parameter file of a folder. A warning is a mistake:
 * Azure may refuse what the compiler only warns of.
 */
export function compileInfra(program: string, folder: string): Compiled[] {
  const parameterFiles = readdirSync(folder).filter((name) => name.endsWith('.bicepparam'));
  const steps = [
    ['build', 'main.bicep', '--stdout'],
    ['lint', '--pattern', '**/*.bicep'],
    ...parameterFiles.map((name) => ['build-params', name, '--stdout']),
  ];
  return steps.map((args) => ({
    step: args.join(' '),
    mistakes: mistakesOf(runBicep(program, folder, args)),
  }));
}

function mistakesOf({ status, lines }: BicepRun): readonly string[] {
  if (status === 0 || lines.length > 0) return lines;
  return [`The compiler ended with ${status} and does not say why`];
}
