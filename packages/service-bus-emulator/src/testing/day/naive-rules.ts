/** Properties of a message of the day. */
export interface DayProperties {
  readonly colour: string | undefined;
  readonly size: number | undefined;
  readonly stamp: string | undefined;
}

/** A rule in plain words: which messages it takes, and what it makes of them. */
interface NaiveRule {
  readonly takes: (properties: DayProperties) => boolean;
  readonly changes?: ((properties: DayProperties) => DayProperties) | undefined;
  readonly sessionId?: string | undefined;
}

/** The rules of the topology, once more, without SQL. */
export const NAIVE_RULES: Readonly<Record<string, NaiveRule>> = {
  $Default: { takes: () => true },
  red: { takes: ({ colour }) => colour === 'red' },
  big: { takes: ({ colour, size = 0 }) => size > 5 && colour !== undefined && colour !== 'green' },
  blue: { takes: ({ colour }) => colour === 'blue' },
  low: {
    takes: ({ size }) => size === 1 || size === 2 || size === 3,
    changes: (properties) => ({ ...properties, colour: undefined, stamp: 'low' }),
  },
  like: {
    takes: ({ colour, size }) => colour === 'green' || colour === 'grey' || size === undefined,
    changes: (properties) => properties,
    sessionId: 's9',
  },
  sum: { takes: ({ colour, size }) => size !== undefined && size !== 3 && colour !== undefined },
};
