import type { CallOptions } from './call-options.ts';
import { resolveOptions, type SpotlerClientOptions } from './client-options.ts';
import { createConnection } from './connection/connection.ts';
import { listProperties } from './contacts/account-properties.ts';
import { type ContactBatch, createContactBatch } from './contacts/contact-batch.ts';
import { type ContactLists, createContactLists } from './contacts/contact-lists.ts';
import type { Property } from './contacts/property.ts';
import { createSingleContacts, type SingleContacts } from './contacts/single-contacts.ts';

/** Client of one Spotler account. All its calls share sockets, slots and pauses: make one and keep it. */
export interface SpotlerClient {
  /** Calls about contacts. */
  readonly contacts: SingleContacts & ContactBatch & ContactLists;
  /** Calls about the contact properties of the account. */
  readonly properties: {
    /** Every contact property of the account. Rejects with a SpotlerError. */
    list(options?: CallOptions): Promise<readonly Property[]>;
  };
  /** Closes the sockets. Calls under way and later ones reject as `unavailable`. */
  close(): void;
}

/** Makes a client. Nothing is sent yet. Throws a TypeError that names the option that is wrong. */
export function createSpotlerClient(options: SpotlerClientOptions): SpotlerClient {
  const resolved = resolveOptions(options);
  const connection = createConnection(resolved);
  return {
    contacts: {
      ...createSingleContacts(connection, resolved),
      ...createContactBatch(connection),
      ...createContactLists(connection),
    },
    properties: {
      list: ({ signal } = {}) => connection.runCall(signal, (scope) => listProperties(connection, scope)),
    },
    close: () => connection.close(),
  };
}
