import * as t from 'io-ts';
import { jsonIn } from '../answers/classify-answer.ts';
import { isErrorType } from '../answers/error-body.ts';
import { rejectedProperty } from '../answers/rejected-property.ts';
import type { CallOptions } from '../call-options.ts';
import type { CallScope } from '../connection/call-scope.ts';
import type { Connection } from '../connection/connection.ts';
import { SpotlerError } from '../spotler-error.ts';
import type { ContactInput } from './contact.ts';
import { orNull } from './or-null.ts';
import { isSameExternalId } from './same-external-id.ts';

/** Result for one contact of a batch. */
export type BatchItemResult =
  | {
      /** The id that was given. */
      readonly externalId: string;
      readonly outcome: 'upserted';
      /** True when an earlier try may still take effect; see `WriteResult.ambiguous`. */
      readonly ambiguous: boolean;
    }
  | {
      /** The id that was given. */
      readonly externalId: string;
      readonly outcome: 'rejected';
      /** Kind `rejected`; `errorType` is Spotler's code, such as `PROPERTY_INVALID` or `CONTACT_OPTOUT`. */
      readonly error: SpotlerError;
    };

/** Result for one contact of a batch that only creates. */
export type BatchCreateResult =
  | {
      /** The id that was given. */
      readonly externalId: string;
      /**
       * `exists`: Spotler has the contact, and nothing was changed. After a try without an answer, that try
       * may have been the one that created it.
       */
      readonly outcome: 'created' | 'exists';
      /** True when an earlier try may still take effect; see `WriteResult.ambiguous`. */
      readonly ambiguous: boolean;
    }
  | Extract<BatchItemResult, { readonly outcome: 'rejected' }>;

/** Calls about several contacts at once. */
export interface ContactBatch {
  /**
   * Creates or updates up to 100 contacts in one request; properties that are not named stay. Gives one
   * result per contact, in the order given. Rejects with a SpotlerError when the request as a whole failed;
   * it can be repeated.
   */
  upsertBatch(contacts: readonly ContactInput[], options?: CallOptions): Promise<readonly BatchItemResult[]>;
  /**
   * Creates up to 100 contacts in one request, and changes none that exists. Gives one result per contact, in
   * the order given. Rejects as `upsertBatch` does.
   */
  createBatch(
    contacts: readonly ContactInput[],
    options?: CallOptions,
  ): Promise<readonly BatchCreateResult[]>;
}

const WireResults = t.array(
  t.intersection([
    t.type({ code: t.string }),
    t.partial({ externalId: orNull(t.string), message: orNull(t.string) }),
  ]),
);

type WireResult = t.TypeOf<typeof WireResults>[number];

const ENDPOINT = 'POST /contact/list';
const MAX_IN_BATCH = 100;

export function createContactBatch(connection: Connection): ContactBatch {
  return {
    upsertBatch: (contacts, options) =>
      connection.runCall(options?.signal, async (scope) => {
        const results = await postList(connection, contacts, true, scope);
        return contacts.map((contact, index) =>
          itemResult(contact, findResult(contact, index, results), scope),
        );
      }),
    createBatch: (contacts, options) =>
      connection.runCall(options?.signal, async (scope) => {
        const results = await postList(connection, contacts, false, scope);
        return contacts.map((contact, index) =>
          createResult(contact, findResult(contact, index, results), scope),
        );
      }),
  };
}

/** One result per contact, in Spotler's order. */
async function postList(
  connection: Connection,
  contacts: readonly ContactInput[],
  update: boolean,
  scope: CallScope,
): Promise<readonly WireResult[]> {
  checkBatch(contacts);
  if (contacts.length === 0) return [];
  const json = {
    update,
    purge: false,
    contacts: contacts.map(({ externalId, properties }) => ({ externalId, properties })),
  };
  const properties = [...new Set(contacts.flatMap((contact) => Object.keys(contact.properties)))];
  const answer = await connection.request({ endpoint: ENDPOINT, json, properties }, scope);
  const results = jsonIn(answer);
  if (WireResults.is(results) && results.length === contacts.length) return results;
  // Whatever answered may have handed the request on.
  if (answer.kind === 'ok') scope.markAmbiguous();
  throw new SpotlerError({ kind: 'protocol', endpoint: ENDPOINT, status: answer.status });
}

function checkBatch(contacts: readonly ContactInput[]): void {
  if (contacts.length > MAX_IN_BATCH) throw new TypeError(`A batch has at most ${MAX_IN_BATCH} contacts`);
  if (contacts.some(({ externalId }) => ['', '.', '..'].includes(externalId))) {
    throw new SpotlerError({ kind: 'rejected', endpoint: ENDPOINT, property: 'externalId' });
  }
}

/**
 * Spotler does not say that results keep the order, so the id decides; the place only when there is no id.
 */
function findResult(contact: ContactInput, index: number, results: readonly WireResult[]): WireResult {
  const here = results[index];
  if (here !== undefined && isSameExternalId(contact.externalId, here.externalId ?? contact.externalId)) {
    return here;
  }
  const elsewhere = results.find(({ externalId }) => isSameExternalId(contact.externalId, externalId));
  if (elsewhere === undefined) throw new SpotlerError({ kind: 'protocol', endpoint: ENDPOINT, status: 200 });
  return elsewhere;
}

/** A contact that exists is refused, with a code of its own. */
function createResult(contact: ContactInput, result: WireResult, scope: CallScope): BatchCreateResult {
  const { externalId } = contact;
  const ambiguous = scope.isAmbiguous();
  if (result.code === 'OK') return { externalId, outcome: 'created', ambiguous };
  if (result.code === 'CONTACT_ALREADY_EXISTS') return { externalId, outcome: 'exists', ambiguous };
  return refusal(contact, result);
}

function itemResult(contact: ContactInput, result: WireResult, scope: CallScope): BatchItemResult {
  if (result.code !== 'OK') return refusal(contact, result);
  return { externalId: contact.externalId, outcome: 'upserted', ambiguous: scope.isAmbiguous() };
}

function refusal(
  { externalId, properties }: ContactInput,
  { code, message }: WireResult,
): Extract<BatchItemResult, { readonly outcome: 'rejected' }> {
  const error = new SpotlerError({
    kind: 'rejected',
    endpoint: ENDPOINT,
    errorType: isErrorType(code) ? code : undefined,
    property: rejectedProperty(message ?? '', Object.keys(properties)),
  });
  return { externalId, outcome: 'rejected', error };
}
