/** A value that may be printed. */
export type Printable =
  | string
  | number
  | boolean
  | readonly Printable[]
  | { readonly [name: string]: Printable };

/** Gives what may be printed of a value, and `undefined` when nothing may. */
export type Shape = (value: unknown) => Printable | undefined;

/** Text of one form. */
export function like(form: RegExp): Shape {
  return (value) => (typeof value === 'string' && form.test(value) ? value : undefined);
}

function numberUpTo(max: number): Shape {
  return (value) => (typeof value === 'number' && value >= 0 && value <= max ? value : undefined);
}

/** A lower-case word of ours, with hyphens, as in `dead-letter`. */
export const word = like(/^(?=.{1,40}$)[a-z]+(-[a-z]+)*$/);

/** Up to ten words. */
export function words(value: unknown): Printable | undefined {
  if (!Array.isArray(value) || value.length > 10) return undefined;
  const all = value.map(word).filter((printable) => printable !== undefined);
  return all.length === value.length ? all : undefined;
}

/** A name as in `MalformedMessage`. */
export const name = like(/^[A-Z][A-Za-z]{0,59}$/);

/** A dead-letter reason, or a word. */
export function reason(value: unknown): Printable | undefined {
  return name(value) ?? word(value);
}

/** The logical name of a table, or the name of a column, property or Dataverse message. */
export const identifier = like(/^[A-Za-z][A-Za-z0-9_]{0,99}$/);

/** A GUID. */
export const guid = like(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);

/** A number or dotted numbers. */
export const version = like(/^\d{1,6}(\.\d{1,6}){0,3}(-[a-z]{1,10}(\.\d{1,6})?)?$/);

/** A code in capitals, or Dataverse's hexadecimal ones. */
export const upperCode = like(/^([A-Z][A-Z0-9_]{1,59}|0x[0-9a-f]{1,8})$/i);

/** A code of Node, AMQP, Service Bus or ours. */
export const code = like(
  /^((amqp|com\.microsoft):[a-z-]{1,60}|[A-Za-z][A-Za-z0-9_-]{1,59}|0x[0-9a-f]{1,8})$/,
);

/** A signal. */
export const signal = like(/^SIG[A-Z0-9]{1,10}$/);

/** The path of a queue, a topic's subscription, or its dead letters. */
export const entity = like(/^[\w$-]{1,100}(\/[\w$-]{1,100}){0,4}$/);

/** An HTTP status. */
export function status(value: unknown): Printable | undefined {
  const valid = typeof value === 'number' && Number.isInteger(value) && value >= 100 && value <= 599;
  return valid ? value : undefined;
}

/** Milliseconds, to the nearest; up to a year. */
export function milliseconds(value: unknown): Printable | undefined {
  const valid = upToOneYear(value);
  return typeof valid === 'number' ? Math.round(valid) : undefined;
}

const upToOneYear = numberUpTo(366 * 24 * 60 * 60 * 1000);

/** How many. */
export const count = numberUpTo(Number.MAX_SAFE_INTEGER);

/** A TCP port. */
export const port = numberUpTo(65535);

/** A whole number of up to 64 bits, which JSON can't hold as a number. */
export function longNumber(value: unknown): Printable | undefined {
  const possible = ['number', 'bigint', 'string'].includes(typeof value);
  return possible && /^\d{1,20}$/.test(String(value)) ? String(value) : undefined;
}

/** Yes or no. */
export function truth(value: unknown): Printable | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

const template = like(/^(GET|POST|PUT|PATCH|DELETE) (\/([a-z]{1,30}|\{[A-Za-z]{1,30}\})){1,6}$/);

/**
 * An endpoint's template such as `GET /contact/{externalId}`, or scheme, host and port of an address. The
 * path of an address can hold an id, and an id can be an e-mail address.
 */
export function endpoint(value: unknown): Printable | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return template(value);
  const { protocol, host } = new URL(value);
  const safe = /^(https?|sb|amqps?):$/.test(protocol) && /^[a-z0-9.:[\]-]{1,260}$/i.test(host);
  return safe ? `${protocol}//${host}` : undefined;
}
