import type { AbsentAnswer, OkAnswer } from '../answers/classify-answer.ts';
import type { CallOptions } from '../call-options.ts';
import type { CallScope } from '../connection/call-scope.ts';
import type { Connection } from '../connection/connection.ts';
import type { ApiRequest } from '../requests/build-request.ts';
import { SpotlerError } from '../spotler-error.ts';
import type { Account } from './account.ts';
import { type Contact, type ContactInput, type PermissionValue, readContact } from './contact.ts';

/** What became of an anonymization. Both outcomes are successes. */
export interface AnonymizeResult {
  /** `anonymized`: Spotler removed the personal data now. `already-anonymized`: Spotler knows no such contact (any more). */
  readonly outcome: 'anonymized' | 'already-anonymized';
  /** HTTP status of the answer that decided. */
  readonly status: number;
}

/** Calls about one contact. Each rejects with a SpotlerError; none is applied twice in a way that matters. */
export interface SingleContacts {
  /**
   * Removes the personal data of a contact. This cannot be undone. 200, 204 and 410 count as `anonymized`; an unknown
   * contact as `already-anonymized`. A path that does not exist never does: when the answer leaves that open, the
   * base path is proven first by a list of properties, and the call rejects if that fails.
   */
  anonymize(externalId: string, options?: CallOptions): Promise<AnonymizeResult>;
  /** Reads a contact; null when Spotler knows no such contact. */
  get(externalId: string, options?: CallOptions): Promise<Contact | null>;
  /** Reads back after an anonymization: `gone` only when Spotler says that there is no such contact. */
  verify(externalId: string, options?: CallOptions): Promise<'gone' | 'present'>;
  /** Creates or updates a contact; properties that are not named stay. With `optOut`, every permission is disabled too. */
  upsert(contact: ContactInput, options?: CallOptions & { readonly optOut?: boolean }): Promise<void>;
  /** Updates a contact that exists; properties that are not named stay. Nothing is created. */
  update(contact: ContactInput, options?: CallOptions): Promise<'updated' | 'unknown-contact'>;
  /** Disables every permission the account has. Nothing is created, nothing else changes. */
  resetPermissions(externalId: string, options?: CallOptions): Promise<'reset' | 'unknown-contact'>;
}

/** What the calls share. */
interface Api {
  readonly connection: Connection;
  readonly account: Account;
}

export function createSingleContacts(connection: Connection, account: Account): SingleContacts {
  const api = { connection, account };
  const run = <T>(options: CallOptions | undefined, work: (scope: CallScope) => Promise<T>): Promise<T> =>
    connection.within(options?.signal, work);
  return {
    anonymize: (externalId, options) => run(options, (scope) => anonymize(api, externalId, scope)),
    get: (externalId, options) => run(options, (scope) => get(api, externalId, scope)),
    verify: (externalId, options) =>
      run(options, async (scope) => ((await get(api, externalId, scope)) === null ? 'gone' : 'present')),
    upsert: (contact, options) =>
      run(options, (scope) =>
        options?.optOut === true
          ? account.withAllDisabled(scope, (bits) => post(api, optedOut(contact, bits), scope))
          : post(api, contact, scope),
      ),
    update: (contact, options) =>
      run(options, async (scope) => ((await put(api, contact, scope)) ? 'updated' : 'unknown-contact')),
    resetPermissions: (externalId, options) =>
      run(options, (scope) =>
        account.withAllDisabled(scope, async (permissions) =>
          (await put(api, { externalId, properties: { permissions } }, scope)) ? 'reset' : 'unknown-contact',
        ),
      ),
  };
}

/** True when the contact is not there; proves the base path first if the answer leaves it open. */
async function isAbsent(
  { account }: Api,
  answer: OkAnswer | AbsentAnswer,
  scope: CallScope,
): Promise<boolean> {
  if (answer.kind === 'ok') return false;
  if (!answer.certain) await account.proveBasePath(scope);
  return true;
}

async function anonymize(api: Api, externalId: string, scope: CallScope): Promise<AnonymizeResult> {
  const endpoint = 'PUT /contact/anonymize/{externalId}';
  const answer = await api.connection.request({ endpoint, externalId }, scope);
  const absent = await isAbsent(api, answer, scope);
  const { status } = answer;
  if (absent && status !== 410) return { outcome: 'already-anonymized', status };
  if (![200, 204, 410].includes(status)) throw new SpotlerError({ kind: 'protocol', endpoint, status });
  return { outcome: 'anonymized', status };
}

async function get(api: Api, externalId: string, scope: CallScope): Promise<Contact | null> {
  const endpoint = 'GET /contact/{externalId}';
  const answer = await api.connection.request({ endpoint, externalId }, scope);
  if (await isAbsent(api, answer, scope)) return null;
  const contact = answer.kind === 'ok' ? readContact(answer.json) : undefined;
  if (contact === undefined) throw new SpotlerError({ kind: 'protocol', endpoint, status: answer.status });
  return contact;
}

/** False when the contact is not there. */
async function put(api: Api, contact: ContactInput, scope: CallScope): Promise<boolean> {
  const answer = await api.connection.request(writeRequest('PUT /contact/{externalId}', contact), scope);
  return !(await isAbsent(api, answer, scope));
}

async function post({ connection }: Api, contact: ContactInput, scope: CallScope): Promise<void> {
  const endpoint = 'POST /contact';
  const answer = await connection.request(writeRequest(endpoint, contact), scope);
  if (answer.kind === 'ok') return;
  const { status, errorType } = answer;
  throw new SpotlerError({
    kind: errorType === undefined ? 'protocol' : 'rejected',
    endpoint,
    status,
    errorType,
  });
}

function optedOut(contact: ContactInput, permissions: readonly PermissionValue[]): ContactInput {
  return { ...contact, properties: { ...contact.properties, permissions } };
}

/** Merges: `update` lets POST change an existing contact, `purge: false` keeps what is not named. */
function writeRequest(endpoint: ApiRequest['endpoint'], contact: ContactInput): ApiRequest {
  const { externalId, properties } = contact;
  return {
    endpoint,
    externalId,
    json: { update: true, purge: false, contact: { externalId, properties } },
    properties: Object.keys(properties),
  };
}
