import { isLeft } from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { parseIsoDuration } from './iso-duration.ts';

const Duration = new t.Type<string>(
  'an ISO 8601 duration such as PT1M',
  t.string.is,
  (input, context) =>
    typeof input === 'string' && parseIsoDuration(input) !== undefined
      ? t.success(input)
      : t.failure(input, context),
  t.identity,
);

const Count = new t.Type<number>(
  'a whole number of at least 1',
  t.number.is,
  (input, context) =>
    typeof input === 'number' && Number.isInteger(input) && input >= 1
      ? t.success(input)
      : t.failure(input, context),
  t.identity,
);

const Name = new t.Type<string>(
  'a name',
  t.string.is,
  (input, context) =>
    typeof input === 'string' && input.length > 0 ? t.success(input) : t.failure(input, context),
  t.identity,
);

const QueueProperties = t.partial({
  DeadLetteringOnMessageExpiration: t.boolean,
  DefaultMessageTimeToLive: Duration,
  DuplicateDetectionHistoryTimeWindow: Duration,
  LockDuration: Duration,
  MaxDeliveryCount: Count,
  RequiresDuplicateDetection: t.boolean,
  RequiresSession: t.boolean,
  ForwardTo: t.string,
  ForwardDeadLetteredMessagesTo: t.string,
});

const CorrelationFilter = t.partial({
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
});

const Rule = t.intersection([
  t.type({ Name }),
  t.partial({
    Properties: t.partial({
      FilterType: t.keyof({ Correlation: null, Sql: null }),
      CorrelationFilter,
      SqlFilter: t.partial({ SqlExpression: t.string }),
      Action: t.partial({ SqlExpression: t.string }),
    }),
  }),
]);

const Subscription = t.intersection([
  t.type({ Name }),
  t.partial({ Properties: QueueProperties, Rules: t.array(Rule) }),
]);

const TopologyCodec = t.type({
  UserConfig: t.type({
    Namespaces: t.array(
      t.intersection([
        t.type({ Name }),
        t.partial({
          Queues: t.array(t.intersection([t.type({ Name }), t.partial({ Properties: QueueProperties })])),
          Topics: t.array(
            t.intersection([
              t.type({ Name }),
              t.partial({ Properties: QueueProperties, Subscriptions: t.array(Subscription) }),
            ]),
          ),
        }),
      ]),
    ),
  }),
});

/** The queues, topics and subscriptions to begin with, in the format of the official emulator's `config.json`. */
export type Topology = t.TypeOf<typeof TopologyCodec>;
/** The properties of a queue or subscription in a topology. */
export type TopologyProperties = t.TypeOf<typeof QueueProperties>;
export type TopologyRule = t.TypeOf<typeof Rule>;

/** Where in the file an error is: names and indexes, without the artificial steps of intersections. */
function pathOf(error: t.ValidationError): string {
  return error.context
    .filter(({ key }, index, all) => {
      const parent = all[index - 1]?.type;
      return key !== '' && !(parent instanceof t.IntersectionType);
    })
    .map(({ key }) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');
}

/**
 * Reads a parsed `config.json`. Throws a TypeError that names the path of everything wrong in it, and what is
 * expected there; values are not repeated.
 */
export function readTopology(json: unknown): Topology {
  const decoded = TopologyCodec.decode(json);
  if (!isLeft(decoded)) return decoded.right;
  const lines = decoded.left.map((error) => {
    const expected = error.context.at(-1)?.type.name ?? 'something else';
    return `${pathOf(error) || 'the document'}: expected ${expected}`;
  });
  throw new TypeError(`The topology is not valid:\n  ${[...new Set(lines)].join('\n  ')}`);
}
