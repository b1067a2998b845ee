import { type AbsentAnswer, isBare, jsonIn, type OkAnswer } from '../answers/classify-answer.ts';
import type { CallScope } from '../connection/call-scope.ts';
import type { Connection } from '../connection/connection.ts';
import type { ApiRequest } from '../requests/build-request.ts';
import { hasErrorType, SpotlerError } from '../spotler-error.ts';
import type { AskWithEvidence, Found } from './absence-evidence.ts';
import { type Contact, type ContactInput, readContact } from './contact.ts';
import { isSameExternalId } from './same-external-id.ts';

type WriteRequest = ApiRequest & { readonly externalId: string };

/** The requests about one contact. An answer that is not Spotler's, or about another contact, rejects. */
export interface ContactCalls {
  /** Reads a contact; null when there is none. */
  read(externalId: string, scope: CallScope): Promise<Contact | null>;
  /** Anonymizes; gives the status of the answer, and whether it says that there is no such contact. */
  anonymize(externalId: string, scope: CallScope): Promise<Found<number> | AbsentAnswer>;
  /** Updates a contact that exists; creates nothing. */
  update(contact: ContactInput, scope: CallScope): Promise<Found<number> | AbsentAnswer>;
  /** Creates or updates a contact. */
  upsert(contact: ContactInput, scope: CallScope): Promise<void>;
  /** Creates a contact that Spotler does not have, or updates it if it does after all; says which. */
  create(contact: ContactInput, scope: CallScope): Promise<{ readonly created: boolean }>;
}

/** Builds the requests over a connection. */
export function createContactCalls(connection: Connection, ask: AskWithEvidence): ContactCalls {
  async function anonymizeOnce(externalId: string, scope: CallScope): Promise<Found<number> | AbsentAnswer> {
    const request = { endpoint: 'PUT /contact/anonymize/{externalId}', externalId } as const;
    const answer = await connection.request(request, scope);
    const { status } = answer;
    // The expected answer of the product that this one replaces; only reading back proves the erasure.
    if (isBare(answer) && status === 410) return { kind: 'found', value: status };
    return answer.kind === 'absent' ? answer : done(request, answer, [200, 204], scope);
  }

  async function readOnce(externalId: string, scope: CallScope): Promise<Found<Contact> | AbsentAnswer> {
    const request = { endpoint: 'GET /contact/{externalId}', externalId } as const;
    const answer = await connection.request(request, scope);
    if (answer.kind === 'absent') return answer;
    const contact = contactIn(jsonIn(answer), externalId);
    if (contact === undefined) throw foreign(request, answer);
    return { kind: 'found', value: contact };
  }

  async function post(contact: ContactInput, update: boolean, scope: CallScope): Promise<void> {
    const request = writeRequest('POST /contact', contact, update);
    const answer = await connection.request(request, scope);
    if (answer.kind === 'ok') {
      done(request, answer, [200, 201, 204], scope);
      return;
    }
    const { status, errorType } = answer;
    const kind = errorType === undefined ? 'protocol' : 'rejected';
    throw new SpotlerError({ kind, endpoint: request.endpoint, status, errorType });
  }

  function update(contact: ContactInput, scope: CallScope): Promise<Found<number> | AbsentAnswer> {
    const request = writeRequest('PUT /contact/{externalId}', contact);
    return ask({ endpoint: request.endpoint, ask: () => writeOnce(connection, request, scope) }, scope);
  }

  return {
    async read(externalId, scope) {
      const endpoint = 'GET /contact/{externalId}';
      const answer = await ask({ endpoint, ask: () => readOnce(externalId, scope) }, scope);
      return answer.kind === 'found' ? answer.value : null;
    },
    anonymize(externalId, scope) {
      const endpoint = 'PUT /contact/anonymize/{externalId}';
      return ask({ endpoint, ask: () => anonymizeOnce(externalId, scope) }, scope);
    },
    update,
    upsert: (contact, scope) => post(contact, true, scope),
    async create(contact, scope) {
      try {
        await post(contact, false, scope);
        return { created: true };
      } catch (error) {
        // Another call may have created it just now, or one of our own tries whose answer was lost.
        if (!hasErrorType(error, 'CONTACT_ALREADY_EXISTS')) throw error;
      }
      // An update brings nobody back who was anonymized just now.
      if ((await update(contact, scope)).kind === 'found') return { created: scope.isAmbiguous() };
      await post(contact, true, scope);
      return { created: true };
    },
  };
}

async function writeOnce(
  connection: Connection,
  request: WriteRequest,
  scope: CallScope,
): Promise<Found<number> | AbsentAnswer> {
  const answer = await connection.request(request, scope);
  return answer.kind === 'absent' ? answer : done(request, answer, [200, 204], scope);
}

/**
 * A write is done when the answer has one of these statuses, and no body but the contact that was written.
 */
function done(
  request: ApiRequest & { readonly externalId: string },
  answer: OkAnswer,
  statuses: readonly number[],
  scope: CallScope,
): Found<number> {
  const isSpotlers = answer.json === undefined || contactIn(answer.json, request.externalId) !== undefined;
  if (statuses.includes(answer.status) && isSpotlers) return { kind: 'found', value: answer.status };
  // Whatever answered may have handed the request on.
  scope.markAmbiguous();
  throw foreign(request, answer);
}

function contactIn(json: unknown, externalId: string): Contact | undefined {
  const contact = readContact(json);
  return isSameExternalId(externalId, contact?.externalId) ? contact : undefined;
}

function foreign({ endpoint }: ApiRequest, { status }: OkAnswer): SpotlerError {
  return new SpotlerError({ kind: 'protocol', endpoint, status, code: 'ERR_FOREIGN_ANSWER' });
}

/** Merges: `update` lets POST change an existing contact, `purge: false` keeps what is not named. */
function writeRequest(endpoint: ApiRequest['endpoint'], contact: ContactInput, update = true): WriteRequest {
  const { externalId, properties } = contact;
  return {
    endpoint,
    externalId,
    json: { update, purge: false, contact: { externalId, properties } },
    properties: Object.keys(properties),
  };
}
