import {
  code,
  endpoint,
  identifier,
  milliseconds,
  name,
  type Printable,
  type Shape,
  status,
  upperCode,
  word,
} from './shape.ts';
import { stackFrames } from './stack-frames.ts';

/** The part of an error that is printed. */
type Description = { readonly [name: string]: Printable };

const MAX_DEPTH = 5;
const MAX_SIBLINGS = 5;

/** The details that are printed of an error, and where each is found: on it, or on what hangs from it. */
const DETAILS: readonly (readonly [name: string, shape: Shape, path: readonly string[]])[] = [
  ['kind', word, ['kind']],
  ['code', code, ['code']],
  ['status', status, ['status']],
  ['status', status, ['statusCode']],
  ['status', status, ['response', 'statusCode']],
  ['endpoint', endpoint, ['endpoint']],
  ['errorType', upperCode, ['errorType']],
  ['property', identifier, ['property']],
  ['retryAfterMs', milliseconds, ['retryAfterMs']],
  ['kind', word, ['failure', 'kind']],
  ['code', code, ['failure', 'code']],
  ['status', status, ['failure', 'status']],
  ['property', identifier, ['failure', 'property']],
];

/**
 * Reduces anything caught to what may be printed: its class, kind, code, status and the like where they have
 * the shape of one, the places in the stack, and the same of its cause and of the errors it gathers, five
 * deep. Messages are never printed: got's hold URLs, and a URL can hold an e-mail address.
 */
export function describeError(error: unknown): Description {
  return describeTo(error, MAX_DEPTH);
}

function describeTo(error: unknown, depth: number): Description {
  const description: Record<string, Printable> = { name: name(read(error, 'name')) ?? 'Error' };
  for (const [detail, shape, path] of DETAILS) {
    const printable = shape(path.reduce(read, error));
    if (printable !== undefined) description[detail] ??= printable;
  }
  const places = stackFrames(read(error, 'stack'), read(error, 'message'));
  if (places.length > 0) description['stack'] = places;
  if (depth === 1) return description;
  const cause = read(error, 'cause');
  if (cause !== undefined && cause !== null) description['cause'] = describeTo(cause, depth - 1);
  const gathered = read(error, 'errors');
  if (Array.isArray(gathered)) {
    description['errors'] = gathered.slice(0, MAX_SIBLINGS).map((each) => describeTo(each, depth - 1));
  }
  return description;
}

/** Reads a member of anything; `undefined` when there is none, or when its getter throws. */
function read(from: unknown, member: string): unknown {
  if (from === null || from === undefined) return undefined;
  try {
    return Reflect.get(Object(from), member);
  } catch {
    return undefined;
  }
}
