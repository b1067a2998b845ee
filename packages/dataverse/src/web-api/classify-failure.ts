import { isJsonObject, type JsonObject } from '../values/json-object.ts';
import { DataverseError, type DataverseErrorKind } from './dataverse-error.ts';
import { retryAfterMs } from './retry-after.ts';

const ROW_DOES_NOT_EXIST = '0x80040217';
const DATAVERSE_CODE = /^(0x[0-9a-f]{8}|-?\d{1,10})$/i;
/** Node's other ERR_ codes are mistakes in a call, not in a connection. */
const CONNECTION_CODE = /^(?!ERR_(?!TLS|SSL))[A-Z][A-Z0-9_]{2,40}$/;

/** What dynamics-web-api threw, as far as it can be believed. */
interface Thrown {
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly message: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Translates what dynamics-web-api, node:http or JSON.parse threw. `now` in epoch milliseconds. */
export function classifyFailure(error: unknown, now: number): DataverseError {
  if (error instanceof DataverseError) return error;
  const { status, code, headers } = asThrown(error);
  if (status !== undefined) {
    return new DataverseError({
      ...byStatus(status),
      status,
      code,
      retryAfterMs: retryAfterMs(headers['retry-after'], now),
    });
  }
  if (code !== undefined) {
    return new DataverseError({ kind: 'unavailable', message: 'Dataverse cannot be reached', code });
  }
  return new DataverseError({ kind: 'protocol', message: "Dataverse's answer makes no sense" });
}

/**
 * The same for a read. What we ask there comes from the configuration and never from a record, so a refusal
 * is about names of tables and columns, and concerns every record alike.
 */
export function classifyReadFailure(error: unknown, now: number): DataverseError {
  const failure = classifyFailure(error, now);
  if (failure.kind !== 'rejected') return failure;
  const { status, code } = failure;
  return new DataverseError({
    kind: 'protocol',
    message: 'Dataverse does not understand the query: check the names of tables and columns',
    status,
    code,
  });
}

/**
 * Whether the answer says that the row of this id does not exist. Any other 404 speaks of the path. The code
 * is "frequently empty" (learn: compose HTTP requests and handle errors), so the message's form counts too; and a
 * message that names another row is not about this one, whatever its code.
 */
export function saysRowDoesNotExist(error: unknown, id: string): boolean {
  const { status, code, message } = asThrown(error);
  if (status !== 404) return false;
  const named = /^\s*\w+ with id\s*=\s*([0-9a-f-]{36}) does not exist/i.exec(message)?.[1]?.toLowerCase();
  if (named !== undefined && named !== id) return false;
  return code === undefined ? named === id : code.toLowerCase() === ROW_DOES_NOT_EXIST;
}

function byStatus(status: number): { kind: DataverseErrorKind; message: string } {
  if (status === 401) return { kind: 'authentication', message: 'Dataverse refuses the credentials' };
  if (status === 403) return { kind: 'authentication', message: 'Dataverse refuses: a privilege is missing' };
  if (status === 429) return { kind: 'unavailable', message: 'Dataverse asks to slow down' };
  if (status === 408 || (status >= 500 && status !== 501)) {
    return { kind: 'unavailable', message: 'Dataverse is not available' };
  }
  if (status === 404 || status === 501 || status < 400) {
    return { kind: 'protocol', message: 'Dataverse does not know this address, table or column' };
  }
  return { kind: 'rejected', message: 'Dataverse rejects the request' };
}

/** A failure inside a batch has its code and message one level deeper than any other. */
function asThrown(error: unknown): Thrown {
  const outer: JsonObject = isJsonObject(error) ? { ...error, message: error['message'] } : {};
  const inner = isJsonObject(outer['error']) ? outer['error'] : outer;
  const { status, headers } = outer;
  const { code, message } = inner;
  return {
    status: typeof status === 'number' ? status : undefined,
    code:
      typeof code === 'string' && (DATAVERSE_CODE.test(code) || CONNECTION_CODE.test(code))
        ? code
        : undefined,
    message: typeof message === 'string' ? message : '',
    headers: isJsonObject(headers) ? headers : {},
  };
}
