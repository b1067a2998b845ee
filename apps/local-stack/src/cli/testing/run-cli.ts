import { cachedBundle } from '@spotler-connector/bundling/testing';
import {
  type CliOptions,
  type CliProcess,
  runCli as runEntry,
  startCli as startEntry,
} from '@spotler-connector/local-services';

const entry = await cachedBundle('cli');

/** Runs the bundled command line to its end. */
export function runCli(
  args: readonly string[],
  options: Omit<CliOptions, 'entry'>,
): ReturnType<typeof runEntry> {
  return runEntry(args, { ...options, entry });
}

/** Starts the bundled command line. */
export function startCli(args: readonly string[], options: Omit<CliOptions, 'entry'>): CliProcess {
  return startEntry(args, { ...options, entry });
}
