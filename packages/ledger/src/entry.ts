import * as t from 'io-ts';

const Sha256: t.Type<string, string, unknown> = t.string;
function optional<T extends t.Mixed>(type: T) {
  return t.union([type, t.undefined]);
}

const Initiator = t.readonly(
  t.type({
    event: t.string,
    userId: t.union([t.string, t.null]),
    operationId: t.union([t.string, t.null]),
    changedAt: t.union([t.string, t.null]),
  }),
);

/** Decodes the members that every entry has, whatever it tells. */
export const Envelope = t.readonly(
  t.type({
    chain: t.string,
    seq: t.number,
    prev: Sha256,
    hash: Sha256,
    at: t.string,
    kind: t.string,
  }),
);

/** Decodes an entry. */
export const Entry = t.intersection([
  Envelope,
  t.readonly(
    t.partial({
      table: optional(t.string),
      recordId: optional(t.string),
      contactId: optional(t.string),
      contactKey: optional(t.string),
      rule: optional(t.string),
      causes: optional(t.readonlyArray(t.string)),
      policyVersion: optional(t.string),
      settings: optional(t.string),
      initiators: optional(t.readonlyArray(Initiator)),
      jobId: optional(t.string),
      result: optional(t.string),
      dataverse: optional(t.string),
      spotler: optional(t.readonly(t.type({ kind: t.string, status: t.number }))),
      readBack: optional(t.string),
      waitMs: optional(t.number),
      by: optional(t.string),
      count: optional(t.number),
      decidedBy: optional(t.string),
      generation: optional(t.string),
      compared: optional(t.number),
      found: optional(t.record(t.string, t.number)),
      mended: optional(t.number),
      worker: optional(t.string),
      publicKey: optional(t.string),
    }),
  ),
]);

/** An entry as it is stored. docs/evidence.md says what each member is. */
export type Entry = t.TypeOf<typeof Entry>;

/** The members that a writer adds to a fact's own. */
export type Envelope = t.TypeOf<typeof Envelope>;

/** The `prev` of the first entry of a chain. */
export const NO_HASH = '0'.repeat(64);
