import * as t from 'io-ts';
import { orNull } from './or-null.ts';

/** One choice of a property of type `set`. */
export interface PropertyEntry {
  /** Number of the choice. */
  readonly bit: number;
  /** Name of the choice. */
  readonly description?: string | undefined;
}

/** A contact property of the account. */
export interface Property {
  /** Name in `contact.properties`. */
  readonly name: string;
  /** Name as Spotler shows it. */
  readonly description?: string | undefined;
  /**
   * birthdate, date, dateTime, email, gender, int, mobNr, money, postcode, set or string; the list is open.
   */
  readonly type: string;
  /** The choices; only for type `set`. */
  readonly entries?: readonly PropertyEntry[] | undefined;
}

const WireEntry = t.intersection([t.type({ bit: t.number }), t.partial({ description: orNull(t.string) })]);

const WireProperties = t.array(
  t.intersection([
    t.type({ name: t.string, type: t.string }),
    t.partial({ description: orNull(t.string), entries: orNull(t.array(WireEntry)) }),
  ]),
);

/** Reads the answer of `GET /contact/properties/list`; undefined when it is not a list of properties. */
export function readProperties(json: unknown): readonly Property[] | undefined {
  if (!WireProperties.is(json)) return undefined;
  // A bit that JavaScript cannot hold exactly would be written back as another one.
  if (json.some(({ entries }) => entries?.some(({ bit }) => !Number.isSafeInteger(bit)))) return undefined;
  return json.map(({ name, description, type, entries }) => ({
    name,
    description: description ?? undefined,
    type,
    entries: entries?.map((entry) => ({ bit: entry.bit, description: entry.description ?? undefined })),
  }));
}
