import type { CallOptions } from '../call-options.ts';
import type { ResolvedOptions } from '../client-options.ts';
import type { CallScope } from '../connection/call-scope.ts';
import type { Connection } from '../connection/connection.ts';
import { type AskWithEvidence, createAskWithEvidence } from './absence-evidence.ts';
import type { Contact, ContactInput } from './contact.ts';
import { createContactCalls } from './contact-calls.ts';
import { createOptOut } from './opt-out.ts';
import { createUpsertOptedOut } from './upsert-opted-out.ts';

/** Result of every write. */
export interface WriteResult {
  /**
   * True when an earlier try of the call may still take effect, although a later one was answered: it may
   * come after whatever is written next. See `SpotlerError.ambiguous`.
   */
  readonly ambiguous: boolean;
}

/** Result of a write that may create the contact. */
export interface CreateResult extends WriteResult {
  /**
   * Whether Spotler had no such contact until this call created it. After a try without an answer it is true
   * as well when that try may have been the one that did.
   */
  readonly created: boolean;
}

/** Result of an anonymization. Both outcomes are successes. */
export interface AnonymizeResult extends WriteResult {
  /**
   * `anonymized`: Spotler removed the personal data now. `already-anonymized`: Spotler knows no such contact
   * (any more).
   */
  readonly outcome: 'anonymized' | 'already-anonymized';
  /** HTTP status of the answer that decided. */
  readonly status: number;
}

/** Result of an update of a contact that may not exist. */
export interface UpdateResult extends WriteResult {
  /** `unknown-contact`: there is none, and none was created. */
  readonly outcome: 'updated' | 'unknown-contact';
}

/** Result of an opt-out. */
export interface OptOutResult extends WriteResult {
  /**
   * `opted-out`: the contact was read back, and shows no enabled permission. `unknown-contact`: there is
   * none.
   */
  readonly outcome: 'opted-out' | 'unknown-contact';
}

/**
 * Calls about one contact. Each rejects with a SpotlerError; none is applied twice in a way that matters.
 *
 * That there is no such contact is believed of Spotler's own answer, or of a bare 404 or 410 that is
 * followed, in the same call, by proof that path and credentials work and that Spotler answers so when it
 * knows no contact. A page or JSON of anything in between never counts.
 */
export interface SingleContacts {
  /**
   * Removes the personal data of a contact. This cannot be undone. 204, and 200 and 410 without a body, count
   * as `anonymized`; only {@link SingleContacts.verify} proves it.
   */
  anonymize(externalId: string, options?: CallOptions): Promise<AnonymizeResult>;
  /** Reads a contact; null when Spotler knows no such contact. */
  get(externalId: string, options?: CallOptions): Promise<Contact | null>;
  /** Reads back after an anonymization: `gone` is the proof that it is done. */
  verify(externalId: string, options?: CallOptions): Promise<'gone' | 'present'>;
  /** Creates or updates a contact; properties that are not named stay. */
  upsert(contact: ContactInput, options?: CallOptions): Promise<WriteResult>;
  /**
   * Creates or updates a contact with every permission disabled, whatever its properties say of permissions.
   * Where the contact exists, the permissions are written first and alone and read back, then the properties.
   * Where it does not, both are written in one request. When Spotler then refuses a property, the call
   * rejects with its name, and with `optedOut: true`: the opt-out stands.
   */
  upsertOptedOut(contact: ContactInput, options?: CallOptions): Promise<CreateResult>;
  /**
   * Updates a contact, and creates it only if Spotler does not have it: an update that takes effect late
   * brings back nobody who was anonymized meanwhile. One request for a contact that exists, two for a new
   * one.
   */
  updateOrCreate(contact: ContactInput, options?: CallOptions): Promise<CreateResult>;
  /** Updates a contact that exists; properties that are not named stay. Nothing is created. */
  update(contact: ContactInput, options?: CallOptions): Promise<UpdateResult>;
  /**
   * Disables every permission that the account has now, alone, and reads the contact back. Nothing is
   * created, nothing else changes. Rejects with code `ERR_STILL_OPTED_IN` when Spotler goes on showing an
   * enabled permission.
   */
  optOut(externalId: string, options?: CallOptions): Promise<OptOutResult>;
}

/** Builds the calls over a connection. Tests hand in another way to ask, to show what it is for. */
export function createSingleContacts(
  connection: Connection,
  options: Pick<ResolvedOptions, 'clock' | 'retry'>,
  ask: AskWithEvidence = createAskWithEvidence(connection),
): SingleContacts {
  const calls = createContactCalls(connection, ask);
  const optOutContact = createOptOut(connection, calls, options);
  const upsertOptedOut = createUpsertOptedOut(calls, optOutContact);

  function run<T>(given: CallOptions | undefined, work: (scope: CallScope) => Promise<T>): Promise<T> {
    return connection.runCall(given?.signal, work);
  }

  return {
    anonymize: (externalId, given) =>
      run(given, async (scope) => {
        const answer = await calls.anonymize(externalId, scope);
        const ambiguous = scope.isAmbiguous();
        return answer.kind === 'found'
          ? { outcome: 'anonymized', status: answer.value, ambiguous }
          : { outcome: 'already-anonymized', status: answer.status, ambiguous };
      }),
    get: (externalId, given) => run(given, (scope) => calls.read(externalId, scope)),
    verify: (externalId, given) =>
      run(given, async (scope) => ((await calls.read(externalId, scope)) === null ? 'gone' : 'present')),
    upsert: (contact, given) =>
      run(given, async (scope) => {
        await calls.upsert(contact, scope);
        return { ambiguous: scope.isAmbiguous() };
      }),
    upsertOptedOut: (contact, given) =>
      run(given, async (scope) => {
        const { created } = await upsertOptedOut(contact, scope);
        return { created, ambiguous: scope.isAmbiguous() };
      }),
    updateOrCreate: (contact, given) =>
      run(given, async (scope) => {
        const { kind } = await calls.update(contact, scope);
        const { created } = kind === 'found' ? { created: false } : await calls.create(contact, scope);
        return { created, ambiguous: scope.isAmbiguous() };
      }),
    update: (contact, given) =>
      run(given, async (scope) => {
        const { kind } = await calls.update(contact, scope);
        return { outcome: kind === 'found' ? 'updated' : 'unknown-contact', ambiguous: scope.isAmbiguous() };
      }),
    optOut: (externalId, given) =>
      run(given, async (scope) => {
        const { outcome } = await optOutContact(externalId, scope);
        return { outcome, ambiguous: scope.isAmbiguous() };
      }),
  };
}
