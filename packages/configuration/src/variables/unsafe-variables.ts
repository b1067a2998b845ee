import type { Environment } from '../environment-reader.ts';
import type { Mistake } from '../mistake.ts';

/** A variable of Node's or of a library's, and which of its values nobody may run a worker with. */
interface UnsafeVariable {
  readonly name: string;
  readonly isUnsafe: (value: string) => boolean;
  /** The right value, as a continuation of "expected". */
  readonly expected: string;
}

/** Values that people write to switch something off. */
const OFF: ReadonlySet<string> = new Set(['', '0', 'false', 'off', 'no', 'none']);
const LEAKS = 'no value: it prints bodies, tokens and addresses of what is sent and received';
/**
 * Flags of Node that open its inspector, write memory, environment or keys into files, or print what is sent.
 */
const SHOWS_EVERYTHING =
  /^--(?:inspect(?!-port)|heapsnapshot-|heap-prof|report-(?:on-|uncaught)|tls-keylog|trace-tls)/;

const UNSAFE: readonly UnsafeVariable[] = [
  {
    name: 'NODE_TLS_REJECT_UNAUTHORIZED',
    isUnsafe: (value) => value === '0',
    expected: 'no value: with 0 anybody on the way can read and change what is sent',
  },
  {
    name: 'NODE_OPTIONS',
    isUnsafe: (value) =>
      value.split(/[\s"]+/).some((flag) => SHOWS_EVERYTHING.test(flag.toLowerCase().replaceAll('_', '-'))),
    expected:
      'none of the flags that open the inspector, write memory or keys into files, or print what is sent',
  },
  ...['DEBUG', 'NODE_DEBUG', 'NODE_DEBUG_NATIVE', 'AZURE_LOG_LEVEL'].map((name) => ({
    name,
    isUnsafe: (value: string) => !OFF.has(value.toLowerCase()),
    expected: LEAKS,
  })),
];

/**
 * Variables that make Node or a library trust anybody, or print what is personal or secret. Nothing of ours
 * could keep that back, so a program that would run with them does not.
 */
export function unsafeVariables(environment: Environment): Mistake[] {
  return UNSAFE.filter(({ name, isUnsafe }) => isUnsafe(environment[name]?.trim() ?? '')).map(
    ({ name, expected }) => ({ variable: name, problem: 'unwanted', expected }),
  );
}
