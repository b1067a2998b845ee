import * as t from 'io-ts';
import { orNull } from './or-null.ts';

/** One permission of a contact. Bits are numbered per Spotler account. */
export interface PermissionValue {
  /** Number of the permission in the account; see `client.properties.list()`, property `permissions`. */
  readonly bit: number;
  /** Whether the contact gave this permission. */
  readonly enabled: boolean;
  /** Name of the permission, as Spotler shows it; only in answers. */
  readonly description?: string | undefined;
}

/** The written part of a contact. Properties that are not named keep their value. */
export interface ContactInput {
  /** Reference by the external system. Any non-empty text but `.` and `..`. */
  readonly externalId: string;
  /** Values by property name; names and types come from `client.properties.list()`. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A contact as Spotler shows it. Members that Spotler leaves out are undefined. */
export interface Contact {
  /** Reference by the external system; undefined for a contact that no external system knows. */
  readonly externalId?: string | undefined;
  /** Values by property name; only those that have one. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Reference made by Spotler. */
  readonly encryptedId?: string | undefined;
  /** ISO 8601 text, or a number of the older base path, whose unit Spotler does not document. */
  readonly created?: string | number | undefined;
  /** As `created`. */
  readonly lastChanged?: string | number | undefined;
  /** Whether the contact is a temporary one. */
  readonly temporary?: boolean | undefined;
  /** Whether the contact is in the test group. */
  readonly testGroup?: boolean | undefined;
  /** The ways in which the contact can be reached. */
  readonly channels?: ReadonlyArray<{ readonly name: string; readonly value: boolean }> | undefined;
}

const WireContact = t.partial({
  externalId: orNull(t.string),
  properties: orNull(t.UnknownRecord),
  encryptedId: orNull(t.string),
  created: orNull(t.union([t.string, t.number])),
  lastChanged: orNull(t.union([t.string, t.number])),
  temporary: orNull(t.boolean),
  testGroup: orNull(t.boolean),
  channels: orNull(t.array(t.type({ name: t.string, value: t.boolean }))),
});

/**
 * Reads a contact; undefined when it is none. Every member may be missing or null, but not all of the
 * identity.
 */
export function readContact(json: unknown): Contact | undefined {
  if (!WireContact.is(json)) return undefined;
  const { externalId, encryptedId, created, lastChanged, temporary, testGroup, channels } = json;
  if (typeof (externalId ?? encryptedId) !== 'string') return undefined;
  return {
    externalId: externalId ?? undefined,
    properties: json.properties ?? {},
    encryptedId: encryptedId ?? undefined,
    created: created ?? undefined,
    lastChanged: lastChanged ?? undefined,
    temporary: temporary ?? undefined,
    testGroup: testGroup ?? undefined,
    channels: channels ?? undefined,
  };
}
