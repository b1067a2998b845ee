import { FIELD_SHAPES } from './field-shapes.ts';
import type { Printable, Shape } from './shape.ts';

const EVENT = /^(?=.{1,60}$)[a-z]+([ -][a-z]+)*$/;
const SHAPES = new Map(Object.entries(FIELD_SHAPES));

/** The part of a log line that may be printed. */
export interface PrintableLine {
  /** The event, or `unnamed event` when it wasn't a fixed text of ours. */
  readonly event: string;
  /** The fields that have the shape they should have, in the order given. */
  readonly fields: ReadonlyMap<string, Printable>;
}

/**
 * Lets through what is on the allow-list and marks that something was held back: `heldBack` has the names of
 * our fields whose value had the wrong shape, `unknownFields` counts the others, for a name can be data too.
 */
export function printableLine(event: unknown, fields: unknown): PrintableLine {
  const printable = new Map<string, Printable>();
  const heldBack: string[] = [];
  let unknownFields = 0;
  for (const [name, value] of entriesOf(fields)) {
    const shape = SHAPES.get(name);
    if (value === undefined || value === null) continue;
    const shaped = shapedOrNothing(shape, value);
    if (shaped !== undefined) printable.set(name, shaped);
    else if (shape !== undefined) heldBack.push(name);
    else unknownFields += 1;
  }
  if (heldBack.length > 0) printable.set('heldBack', heldBack);
  if (unknownFields > 0) printable.set('unknownFields', unknownFields);
  return {
    event: typeof event === 'string' && EVENT.test(event) ? event : 'unnamed event',
    fields: printable,
  };
}

function shapedOrNothing(shape: Shape | undefined, value: unknown): Printable | undefined {
  try {
    return shape?.(value);
  } catch {
    // A getter or a proxy of the value's own. The line says that the field was held back.
    return undefined;
  }
}

// If it throws, it is a getter or a proxy. Losing a line's fields is better than losing the work it speaks
// of.
function entriesOf(fields: unknown): [string, unknown][] {
  try {
    return Object.entries(Object(fields));
  } catch {
    return [['unreadable', true]];
  }
}
