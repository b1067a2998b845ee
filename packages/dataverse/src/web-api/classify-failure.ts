import { DataverseError, type DataverseErrorKind } from './dataverse-error.ts';
import { retryAfterMs } from './retry-after.ts';
import { isAboutRows } from './row-absence.ts';
import { asThrown, type Thrown } from './thrown.ts';

const DATAVERSE_CODE = /^(0x[0-9a-f]{8}|-?\d{1,10})$/i;
/** Node's other ERR_ codes are mistakes in a call, not in a connection. */
const CONNECTION_CODE = /^(?!ERR_(?!TLS|SSL))[A-Z][A-Z0-9_]{2,40}$/;
/** A plug-in gave the operation up (learn: Web service error codes, IsvAborted). */
const PLUG_IN_FAILED = '0x80040265';

interface Classified {
  readonly kind: DataverseErrorKind;
  readonly message: string;
}

/** Errors that JavaScript throws at code that is wrong. */
const BUGS: ReadonlySet<string> = new Set(['TypeError', 'RangeError', 'ReferenceError']);

/**
 * Translates what dynamics-web-api, node:http or JSON.parse threw. `now` in epoch milliseconds. Throws a bug
 * as it is: it must not pass for an answer.
 */
export function classifyFailure(error: unknown, now: number): DataverseError {
  return classify(error, now, { kind: 'rejected', message: 'Dataverse rejects the request' });
}

/**
 * The same for a read. What we ask there comes from the configuration and never from a record, so a refusal
 * is about names of tables and columns, and concerns every record alike; except where Dataverse misses some
 * row, or somebody's plug-in gave up.
 */
export function classifyReadFailure(error: unknown, now: number): DataverseError {
  const message = 'Dataverse does not understand the query: check the names of tables and columns';
  return classify(error, now, { kind: 'protocol', message });
}

function classify(error: unknown, now: number, refused: Classified): DataverseError {
  if (error instanceof DataverseError) return error;
  const thrown = asThrown(error);
  const { status, headers } = thrown;
  const code = thrown.code !== undefined && isCode(thrown.code) ? thrown.code : undefined;
  if (status !== undefined) {
    return new DataverseError({
      ...(aboutOneRow(thrown) ?? byStatus(status) ?? refused),
      status,
      code,
      retryAfterMs: retryAfterMs(headers['retry-after'], now),
    });
  }
  if (code !== undefined) {
    return new DataverseError({ kind: 'unavailable', message: 'Dataverse cannot be reached', code });
  }
  if (isBug(error)) throw error;
  return new DataverseError({ kind: 'protocol', message: "Dataverse's answer makes no sense" });
}

/** Those of Node have a code, and are about what it was given, such as an odd token. */
function isBug(error: unknown): boolean {
  return error instanceof Error && BUGS.has(error.name) && !('code' in error);
}

/** Finds failures of this row alone, which must not stop everything else. */
function aboutOneRow(thrown: Thrown): Classified | null {
  if (isAboutRows(thrown)) {
    return { kind: 'rejected', message: 'Dataverse misses a row, but does not say that it is this one' };
  }
  if (thrown.code?.toLowerCase() !== PLUG_IN_FAILED) return null;
  return { kind: 'rejected', message: 'A plug-in in Dataverse refuses the request' };
}

function byStatus(status: number): Classified | null {
  if (status === 401) return { kind: 'authentication', message: 'Dataverse refuses the credentials' };
  if (status === 403) return { kind: 'authentication', message: 'Dataverse refuses: a privilege is missing' };
  if (status === 429) return { kind: 'unavailable', message: 'Dataverse asks to slow down' };
  if (status === 408 || (status >= 500 && status !== 501)) {
    return { kind: 'unavailable', message: 'Dataverse is not available' };
  }
  if (status === 404 || status === 410 || status === 501 || status < 400) {
    return { kind: 'protocol', message: 'Dataverse does not know this address, table or column' };
  }
  return null;
}

function isCode(code: string): boolean {
  return DATAVERSE_CODE.test(code) || CONNECTION_CODE.test(code);
}
