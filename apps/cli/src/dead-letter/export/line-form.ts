import * as t from 'io-ts';

const Whole = t.intersection([
  t.type({ properties: t.record(t.string, t.unknown) }),
  t.partial({
    /** A data section, in base 64. */
    body: t.string,
    /** A body of another kind: an AMQP value, or a sequence of them. */
    value: t.type({ kind: t.union([t.literal('value'), t.literal('sequence')]), is: t.unknown }),
    messageId: t.string,
    contentType: t.string,
    subject: t.string,
    correlationId: t.unknown,
    sessionId: t.string,
    to: t.string,
    replyTo: t.string,
    replyToSessionId: t.string,
    partitionKey: t.string,
  }),
]);

/** A line of an export: a dead letter, either with everything in it or with personal data masked. */
export const Line = t.intersection([
  t.type({ letter: t.string, reason: t.string, replays: t.number }),
  t.partial({
    enqueuedAt: t.string,
    /** The body without values. It still says what happened to which record. */
    masked: t.UnknownRecord,
    /** Everything: the body, and what goes with it. */
    whole: Whole,
  }),
]);

/** See {@link Line}. */
export type Line = t.TypeOf<typeof Line>;

/** Everything of a dead letter. */
export type Whole = t.TypeOf<typeof Whole>;
