import { isJsonObject, type JsonObject } from '../values/json-object.ts';

/** An error of dynamics-web-api, as far as it can be believed. */
export interface Thrown {
  /** HTTP status; undefined when no answer came. */
  readonly status: number | undefined;
  /** The `code` of an OData error, which may be empty, or that of a connection's error. Free text. */
  readonly code: string | undefined;
  /** The `message` of an OData error, or whatever the body said. Free text. */
  readonly message: string;
  /** HTTP headers by lower-case name. */
  readonly headers: JsonObject;
}

/**
 * Reads what dynamics-web-api threw. It copies the members of `{ "error": { "code", "message" } }` to its
 * error; a failure inside a batch has them one level deeper. A body in any other form leaves no code.
 */
export function asThrown(error: unknown): Thrown {
  const outer: JsonObject = isJsonObject(error) ? { ...error, message: error['message'] } : {};
  const inner = isJsonObject(outer['error']) ? outer['error'] : outer;
  const { status, headers } = outer;
  const { code, message } = inner;
  return {
    status: typeof status === 'number' ? status : undefined,
    code: typeof code === 'string' ? code : undefined,
    message: typeof message === 'string' ? message : '',
    headers: isJsonObject(headers) ? headers : {},
  };
}
