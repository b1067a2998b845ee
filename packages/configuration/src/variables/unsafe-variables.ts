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

const UNSAFE: readonly UnsafeVariable[] = [
  {
    name: 'NODE_TLS_REJECT_UNAUTHORIZED',
    isUnsafe: (value) => value === '0',
    expected: 'no value: with 0 anybody on the way can read and change what is sent',
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
