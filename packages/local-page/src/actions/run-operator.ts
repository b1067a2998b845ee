import { startCli } from '@spotler-connector/local-services';
import type { OperatorRuns } from '../model/operator-runs.ts';

/** Runs the operator's command line. */
export interface Operator {
  /** Runs a command to its end, with what it writes in {@link OperatorRuns}. */
  run(args: readonly string[]): Promise<void>;
  /** Whether one is under way: then no other is begun. */
  readonly busy: boolean;
  /** Ends one that is under way. */
  close(): Promise<void>;
}

/** Options of {@link createOperator}. */
export interface OperatorOptions {
  readonly runs: OperatorRuns;
  /** The environment of the command line: that of the workers. */
  readonly environment: () => Readonly<Record<string, string>>;
  /** A folder for the files that commands leave behind. */
  readonly folder: string;
}

/** Builds it. The command line is a process of its own, as an operator has it. */
export function createOperator({ runs, environment, folder }: OperatorOptions): Operator {
  let current: { readonly ended: Promise<unknown>; kill(): void } | undefined;

  return {
    get busy() {
      return current !== undefined;
    },
    async run(args) {
      if (current !== undefined) return;
      const number = runs.begin(`spotler-connector ${args.join(' ')}`);
      const { child, ended } = startCli(args, { env: environment(), cwd: folder });
      current = { ended, kill: () => child.kill() };
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (text) => runs.write(number, String(text)));
      const exitCode = await ended;
      current = undefined;
      runs.end(number, exitCode);
    },
    async close() {
      current?.kill();
      await current?.ended;
    },
  };
}
