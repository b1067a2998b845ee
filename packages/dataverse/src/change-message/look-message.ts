import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { type JsonObject, member } from '../values/json-object.ts';

/** Why a record is to be looked at, though Dataverse tells of no change. */
export type LookReason = 'sweep' | 'second-look';

/** The event that each reason is told as. */
const MESSAGE_NAMES: Readonly<Record<LookReason, string>> = {
  sweep: 'SpotlerConnectorSweep',
  'second-look': 'SpotlerConnectorSecondLook',
};

/** The contents of a message that we put into the queue ourselves. */
export interface LookRequest {
  /** The record to look at. */
  readonly ref: RecordRef;
  /** Why. */
  readonly reason: LookReason;
  /** The organization of the environment that the record is in, in lower case. */
  readonly organizationId: string;
  /**
   * The id of a contact that is thought to be the record's. Where the record goes by another id, this contact
   * is forgotten, unless a record holds it. Default: the contact is the one that the record has now.
   */
  readonly contactId?: string | undefined;
  /**
   * When the contact was erased, in milliseconds since the epoch. A short while after that nothing but the
   * policy's wish for the contact brings it back. Default: it was not.
   */
  readonly erasedAt?: number | undefined;
}

const CONTACT_ID = 'SpotlerContactId';
const ERASED_AT = 'SpotlerErasedAt';

/**
 * The body of a message that asks to look at a record. It has the shape of Dataverse's own, so that workers
 * of every version understand it, and the record as it is then decides, as always.
 */
export function lookMessage({ ref, reason, organizationId, contactId, erasedAt }: LookRequest): JsonObject {
  const body: Record<string, unknown> = {
    MessageName: MESSAGE_NAMES[reason],
    PrimaryEntityName: ref.table,
    PrimaryEntityId: ref.id,
    OrganizationId: organizationId,
  };
  if (contactId !== undefined) body[CONTACT_ID] = contactId;
  if (erasedAt !== undefined) body[ERASED_AT] = erasedAt;
  return body;
}

/** The body of a message that asks to carry out a Spotler Job of which no message came, as if it were new. */
export function jobLookMessage(
  jobTable: string,
  jobId: string,
  { organizationId }: Pick<LookRequest, 'organizationId'>,
): JsonObject {
  return {
    MessageName: 'Create',
    PrimaryEntityName: jobTable,
    PrimaryEntityId: jobId,
    OrganizationId: organizationId,
  };
}

/** Why a message of this name asks to look at a record; undefined for an event of Dataverse's. */
export function lookReasonOf(messageName: string): LookReason | undefined {
  if (messageName === MESSAGE_NAMES.sweep) return 'sweep';
  return messageName === MESSAGE_NAMES['second-look'] ? 'second-look' : undefined;
}

/** When the contact of a message of ours was erased, as far as it says so. */
export function erasedAtOf(body: JsonObject): number | undefined {
  const erasedAt = member(body, ERASED_AT);
  return Number.isSafeInteger(erasedAt) ? Number(erasedAt) : undefined;
}

/** The contact id of a message of ours, by record id. */
export function contactIdsOf(body: JsonObject, records: readonly RecordRef[]): Record<string, string> {
  const contactId = member(body, CONTACT_ID);
  const [record] = records;
  return typeof contactId === 'string' && contactId !== '' && record !== undefined
    ? { [record.id]: contactId }
    : {};
}
