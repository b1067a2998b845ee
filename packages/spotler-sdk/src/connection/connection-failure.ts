import { types } from 'node:util';
import { RequestError } from 'got';
import { codeOf } from './unpack-body.ts';

/** No answer came. Holds no more than this: got's own errors carry the URL, the headers and the body. */
export class ConnectionFailure extends Error {
  /** Node's or got's code, such as `ECONNRESET`. */
  readonly code: string;
  /** False when there never was a connection, so that nothing can have been sent. */
  readonly mayBeSent: boolean;

  constructor(code: string, mayBeSent: boolean) {
    super('No answer');
    this.code = code;
    this.mayBeSent = mayBeSent;
  }
}

/** Errors that Node and JavaScript throw at whoever calls them wrongly. The network throws none of them. */
const BUGS: ReadonlySet<string> = new Set(['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError']);

/**
 * Reduces a failure of the network to its code. Gives anything else back as it is: it must not pass for an
 * outage.
 */
export function failureOf(error: unknown): unknown {
  if (!(error instanceof RequestError)) {
    const unpacking = codeOf(error) ?? '';
    return /^(Z_|ERR_)/.test(unpacking) && !isBug(error) ? new ConnectionFailure(unpacking, true) : error;
  }
  const { code, timings } = error;
  const safeCode = /^[A-Z][A-Z0-9_]{1,59}$/.test(code) ? code : 'ERR_NO_ANSWER';
  const mayBeSent = timings === undefined || (timings.connect ?? timings.upload) !== undefined;
  return bugBehind(error) ?? new ConnectionFailure(safeCode, mayBeSent);
}

/** Finds the bug that got has wrapped. */
function bugBehind({ cause }: Error): unknown {
  if (isBug(cause)) return cause;
  return types.isNativeError(cause) ? bugBehind(cause) : undefined;
}

/** Compares names: a class of Node is another one in the realm of a test. */
function isBug(error: unknown): boolean {
  return types.isNativeError(error) && BUGS.has(error.name);
}
