import * as t from 'io-ts';

/** A value that a test of its own judges, described in the words of a report. */
function judged<A>(type: t.Type<A>, name: string, holds: (value: A) => boolean): t.Type<A> {
  return new t.Type(
    name,
    (value): value is A => type.is(value) && holds(value),
    (value, context) => (type.is(value) && holds(value) ? t.success(value) : t.failure(value, context)),
    t.identity,
  );
}

/** An object that has no members but these: a misspelt one would be ignored in silence. */
function closed<P extends t.Props>(optional: P): t.Type<t.TypeOf<t.PartialC<P>>> {
  const names = Object.keys(optional);
  const known = `no members but ${names.join(', ')}`;
  const partial = t.partial(optional);
  const isClosed = (value: object) => Object.keys(value).every((name) => names.includes(name));
  return partial.pipe(judged(partial, known, isClosed), known);
}

function secondsOf(text: string): number {
  const [, hours = 0, minutes = 0, seconds = 0] =
    /^PT(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text) ?? [];
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
}

function durationFrom(least: string, most: string): t.Type<string> {
  return judged(t.string, `a duration from ${least} to ${most}`, (text) => {
    const seconds = secondsOf(text);
    return seconds >= secondsOf(least) && seconds <= secondsOf(most);
  });
}

function nameOfAtMost(length: number): t.Type<string> {
  const pattern = /^[A-Za-z0-9]([\w./-]*[A-Za-z0-9])?$/;
  return judged(
    t.string,
    `a name of at most ${length} letters, digits, points, dashes and slashes`,
    (text) => text.length <= length && pattern.test(text),
  );
}

const messages = {
  DefaultMessageTimeToLive: durationFrom('PT5M', 'PT1H'),
};
const receiving = {
  ...messages,
  DeadLetteringOnMessageExpiration: t.boolean,
  ForwardTo: t.string,
  ForwardDeadLetteredMessagesTo: t.string,
  LockDuration: durationFrom('PT5S', 'PT5M'),
  MaxDeliveryCount: judged(
    t.number,
    'a whole number from 1 to 10',
    (count) => Number.isInteger(count) && count >= 1 && count <= 10,
  ),
  RequiresSession: t.boolean,
};
const sending = {
  ...messages,
  DuplicateDetectionHistoryTimeWindow: durationFrom('PT5S', 'PT5M'),
  RequiresDuplicateDetection: t.boolean,
};

const Rule = closed({
  Name: nameOfAtMost(50),
  Properties: closed({
    FilterType: t.keyof({ Correlation: null, Sql: null }),
    CorrelationFilter: t.UnknownRecord,
    SqlFilter: closed({ SqlExpression: t.string }),
    Action: closed({ SqlExpression: t.string }),
  }),
});
const Subscription = closed({
  Name: nameOfAtMost(50),
  Properties: closed(receiving),
  Rules: t.array(Rule),
});
const Topic = closed({
  Name: nameOfAtMost(260),
  Properties: closed(sending),
  Subscriptions: t.array(Subscription),
});
const Queue = closed({ Name: nameOfAtMost(260), Properties: closed({ ...receiving, ...sending }) });

/**
 * The configuration file of Microsoft's emulator, each value within the limits that its schema and its page
 * of limits give (installer repository at 40fb40f, of 2026-06). Every member is optional here; that names are
 * there is asked by whoever compares them.
 */
export const OfficialConfig = closed({
  UserConfig: closed({
    Namespaces: t.array(closed({ Name: t.string, Queues: t.array(Queue), Topics: t.array(Topic) })),
    Logging: closed({ Type: t.keyof({ File: null, Console: null }) }),
  }),
});

export type OfficialConfig = t.TypeOf<typeof OfficialConfig>;
