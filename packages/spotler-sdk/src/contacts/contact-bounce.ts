import * as t from 'io-ts';
import { orNull } from './or-null.ts';

/** A message that could not be delivered. Members that Spotler leaves out are undefined. */
export interface ContactBounce {
  /** ISO 8601 text, or a number of the older base path, whose unit Spotler does not document. */
  readonly date?: string | number | undefined;
  /** HARDBOUNCE or SOFTBOUNCE; the list is open. */
  readonly type: string;
  /** Reference of the contact by the external system. */
  readonly externalId?: string | undefined;
  /** Reference of the contact made by Spotler. */
  readonly encryptedId?: string | undefined;
}

const WireBounce = t.intersection([
  t.type({ type: t.string }),
  t.partial({
    date: orNull(t.union([t.string, t.number])),
    contact: orNull(t.partial({ externalId: orNull(t.string), encryptedId: orNull(t.string) })),
  }),
]);

/** Reads a bounce; undefined when it is none. */
export function readBounce(json: unknown): ContactBounce | undefined {
  if (!WireBounce.is(json)) return undefined;
  const { date, type, contact } = json;
  const { externalId, encryptedId } = contact ?? {};
  return {
    date: date ?? undefined,
    type,
    externalId: externalId ?? undefined,
    encryptedId: encryptedId ?? undefined,
  };
}
