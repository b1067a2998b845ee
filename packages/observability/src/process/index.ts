// Apart from the rest, since a command line must not load a logger and telemetry to show its help.
export { describeError } from '../describe-error.ts';
export { flushed } from './flushed.ts';
export { type GuardedProcess, type GuardOptions, guardProcess } from './guard-process.ts';
export { guardWorkbench } from './guard-workbench.ts';
