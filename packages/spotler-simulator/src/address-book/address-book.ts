import type { Clock } from '@spotler-connector/clock';
import { contactKey } from '../contact-key.ts';
import { type Reply, refuse, UNKNOWN_CONTACT } from '../reply.ts';
import type { PropertyChoice, PropertyDefinition } from './property-definition.ts';
import { mergeProperties } from './property-values.ts';

/** A contact as it is stored. */
export interface StoredContact {
  /** Reference by the external system. */
  readonly externalId: string;
  /** Reference made by the simulator. */
  readonly encryptedId: string;
  /** Values by property name. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Milliseconds since 1970. */
  readonly created: number;
  /** Milliseconds since 1970. */
  readonly lastChanged: number;
}

/** A message that could not be delivered. */
export interface Bounce {
  /** Milliseconds since 1970. */
  readonly date: number;
  /** Whether another try would be no use. */
  readonly type: 'HARDBOUNCE' | 'SOFTBOUNCE';
  /** The contact it was sent to; its bounces go when it is anonymized. */
  readonly externalId: string;
}

/** `anonymized`: was there, and its personal data has been removed. `unknown`: was never there. */
export type ContactState = 'present' | 'anonymized' | 'unknown';

/** A contact to be written, before it is checked. */
export interface ContactWrite {
  /** Reference by the external system. */
  readonly externalId: string;
  /** Values by property name. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Mode of writing; the words are Spotler's. */
export interface WriteMode {
  /** `POST` may create, `PUT` may not. */
  readonly create: boolean;
  /** Whether a contact that exists may be changed. */
  readonly update: boolean;
  /** Whether properties that are not named are cleared. */
  readonly purge: boolean;
}

/** The contacts of the simulated account, in memory. */
export interface AddressBook {
  definitions(): readonly PropertyDefinition[];
  /** Adds a permission to the account. */
  addPermission(permission: PropertyChoice): void;
  find(externalId: string): StoredContact | undefined;
  all(): readonly StoredContact[];
  /** All contacts, the one that was changed last at the end. The list is kept until one changes. */
  byLastChange(): readonly StoredContact[];
  state(externalId: string): ContactState;
  /** Undefined when written, otherwise the refusal. */
  write(contact: ContactWrite, mode: WriteMode): Reply | undefined;
  /**
   * Removes the contact; false when there is none. Of an anonymized contact only a hash of its id is kept.
   */
  anonymize(externalId: string): boolean;
  /** Undeliverable messages, in the order in which they were added. */
  bounces(): readonly Bounce[];
  addBounce(bounce: Bounce): void;
  clear(): void;
}

/** Builds an address book without contacts. */
export function createAddressBook(
  firstDefinitions: readonly PropertyDefinition[],
  clock: Pick<Clock, 'now'>,
): AddressBook {
  const contacts = new Map<string, StoredContact>();
  const anonymized = new Set<string>();
  let byLastChange: readonly StoredContact[] | undefined;
  let bounces: readonly Bounce[] = [];
  let definitions = firstDefinitions;

  function write(
    { externalId, properties }: ContactWrite,
    { create, update, purge }: WriteMode,
  ): Reply | undefined {
    const existing = contacts.get(externalId);
    if (existing === undefined && !create) return UNKNOWN_CONTACT;
    if (existing !== undefined && create && !update) {
      return refuse(400, 'CONTACT_ALREADY_EXISTS', 'Contact already exists');
    }
    const merged = mergeProperties(definitions, purge ? {} : (existing?.properties ?? {}), properties);
    if ('refused' in merged) {
      const message =
        merged.refused === 'email' ? 'Email is invalid' : `Property ${merged.refused} is invalid`;
      return refuse(400, 'INVALID_PROPERTY', message);
    }
    const now = clock.now();
    byLastChange = undefined;
    contacts.set(externalId, {
      externalId,
      encryptedId: existing?.encryptedId ?? contactKey(`${externalId} ${now}`).slice(0, 16),
      properties: merged.properties,
      created: existing?.created ?? now,
      lastChanged: now,
    });
    return undefined;
  }

  return {
    definitions: () => definitions,
    addPermission(permission) {
      definitions = definitions.map((definition) =>
        definition.name === 'permissions'
          ? { ...definition, entries: [...(definition.entries ?? []), permission] }
          : definition,
      );
    },
    find: (externalId) => contacts.get(externalId),
    all: () => [...contacts.values()],
    byLastChange() {
      byLastChange ??= [...contacts.values()].sort((a, b) => a.lastChanged - b.lastChanged);
      return byLastChange;
    },
    state(externalId) {
      if (contacts.has(externalId)) return 'present';
      return anonymized.has(contactKey(externalId)) ? 'anonymized' : 'unknown';
    },
    write,
    anonymize(externalId) {
      if (!contacts.delete(externalId)) return false;
      byLastChange = undefined;
      bounces = bounces.filter((bounce) => bounce.externalId !== externalId);
      anonymized.add(contactKey(externalId));
      return true;
    },
    bounces: () => bounces,
    addBounce(bounce) {
      bounces = [...bounces, bounce];
    },
    clear() {
      bounces = [];
      contacts.clear();
      byLastChange = undefined;
      anonymized.clear();
    },
  };
}
