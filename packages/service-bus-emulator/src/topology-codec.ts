import * as t from 'io-ts';
import { exactly } from './exact-object.ts';
import { parseIsoDuration } from './iso-duration.ts';

function refined<A>(codec: t.Type<A>, name: string, isGood: (value: A) => boolean): t.Type<A> {
  return new t.Type(
    name,
    codec.is,
    (input, context) => (codec.is(input) && isGood(input) ? t.success(input) : t.failure(input, context)),
    t.identity,
  );
}

const Duration = refined(
  t.string,
  'an ISO 8601 duration such as PT1M',
  (text) => parseIsoDuration(text) !== undefined,
);
const Count = refined(
  t.number,
  'a whole number of at least 1',
  (count) => Number.isInteger(count) && count >= 1,
);
const Name = refined(t.string, 'a name', (name) => name.length > 0);
const TopicProperties = exactly(
  {},
  {
    DefaultMessageTimeToLive: Duration,
    DuplicateDetectionHistoryTimeWindow: Duration,
    RequiresDuplicateDetection: t.boolean,
  },
);

const SUBSCRIPTION_PROPERTIES = {
  DeadLetteringOnMessageExpiration: t.boolean,
  DefaultMessageTimeToLive: Duration,
  ForwardDeadLetteredMessagesTo: t.string,
  ForwardTo: t.string,
  LockDuration: Duration,
  MaxDeliveryCount: Count,
  RequiresSession: t.boolean,
};

const SubscriptionProperties = exactly({}, SUBSCRIPTION_PROPERTIES);

const QueueProperties = exactly(
  {},
  {
    ...SUBSCRIPTION_PROPERTIES,
    DuplicateDetectionHistoryTimeWindow: Duration,
    RequiresDuplicateDetection: t.boolean,
  },
);

const CorrelationFilter = exactly(
  {},
  {
    ContentType: t.string,
    CorrelationId: t.string,
    Label: t.string,
    MessageId: t.string,
    ReplyTo: t.string,
    ReplyToSessionId: t.string,
    SessionId: t.string,
    Subject: t.string,
    To: t.string,
    Properties: t.record(t.string, t.union([t.string, t.number, t.boolean])),
  },
);

const SqlExpression = exactly({ SqlExpression: t.string }, {});

const RuleProperties = exactly(
  {},
  {
    FilterType: t.keyof({ Correlation: null, Sql: null }),
    CorrelationFilter,
    SqlFilter: SqlExpression,
    Action: SqlExpression,
  },
);

const Rule = exactly({ Name }, { Properties: RuleProperties });

const Subscription = exactly({ Name }, { Properties: SubscriptionProperties, Rules: t.array(Rule) });

const Namespace = exactly(
  { Name },
  {
    Queues: t.array(exactly({ Name }, { Properties: QueueProperties })),
    Topics: t.array(exactly({ Name }, { Properties: TopicProperties, Subscriptions: t.array(Subscription) })),
  },
);

const Logging = exactly({}, { Type: t.keyof({ Console: null, File: null }) });

/** The whole document. */
export const TopologyCodec = exactly(
  { UserConfig: exactly({ Namespaces: t.array(Namespace) }, { Logging }) },
  {},
);

/**
 * The queues, topics and subscriptions to begin with, in the format of the official emulator's `config.json`.
 */
export type Topology = t.TypeOf<typeof TopologyCodec>;
/** The properties of a queue or subscription in a topology. */
export type TopologyProperties = t.TypeOf<typeof QueueProperties>;
/** A rule of a subscription in a topology. */
export type TopologyRule = t.TypeOf<typeof Rule>;
