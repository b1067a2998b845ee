import * as t from 'io-ts';
import { rejectedProperty } from '../answers/rejected-property.ts';
import type { CallOptions } from '../call-options.ts';
import type { CallScope } from '../connection/call-scope.ts';
import type { Connection } from '../connection/connection.ts';
import { SpotlerError } from '../spotler-error.ts';
import type { ContactInput } from './contact.ts';
import { orNull } from './or-null.ts';

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

/** Calls about several contacts at once. */
export interface ContactBatch {
  /**
   * Creates or updates up to 100 contacts in one request; properties that are not named stay. Gives one
   * result per contact, in the order given. Rejects with a SpotlerError when the request as a whole failed;
   * it can be repeated.
   */
  upsertBatch(contacts: readonly ContactInput[], options?: CallOptions): Promise<readonly BatchItemResult[]>;
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
        checkBatch(contacts);
        if (contacts.length === 0) return [];
        const json = {
          update: true,
          purge: false,
          contacts: contacts.map(({ externalId, properties }) => ({ externalId, properties })),
        };
        const properties = [...new Set(contacts.flatMap((contact) => Object.keys(contact.properties)))];
        const answer = await connection.request({ endpoint: ENDPOINT, json, properties }, scope);
        const results =
          answer.kind === 'ok' && answer.status === 200 && WireResults.is(answer.json)
            ? answer.json
            : undefined;
        if (results?.length !== contacts.length) {
          throw new SpotlerError({ kind: 'protocol', endpoint: ENDPOINT, status: answer.status });
        }
        return contacts.map((contact, index) =>
          itemResult(contact, findResult(contact, index, results), scope),
        );
      }),
  };
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
  if (here !== undefined && (here.externalId ?? contact.externalId) === contact.externalId) return here;
  const elsewhere = results.find(({ externalId }) => externalId === contact.externalId);
  if (elsewhere === undefined) throw new SpotlerError({ kind: 'protocol', endpoint: ENDPOINT, status: 200 });
  return elsewhere;
}

function itemResult(
  { externalId, properties }: ContactInput,
  { code, message }: WireResult,
  scope: CallScope,
): BatchItemResult {
  if (code === 'OK') return { externalId, outcome: 'upserted', ambiguous: scope.isAmbiguous() };
  const error = new SpotlerError({
    kind: 'rejected',
    endpoint: ENDPOINT,
    errorType: /^[A-Z][A-Z0-9_]{1,59}$/.test(code) ? code : undefined,
    property: rejectedProperty(message ?? '', Object.keys(properties)),
  });
  return { externalId, outcome: 'rejected', error };
}
