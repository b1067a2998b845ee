import type { Rejected } from './reject-one.ts';

/** Counts what became of contacts that were held. */
export interface Tally {
  add(what: Rejected | 'failed'): void;
  count(what: Rejected | 'failed'): number;
  /** How many could not be dealt with. */
  readonly failed: number;
  /** For people: what would be done, or was. */
  lines(tense: 'would' | 'did'): string[];
  /** For scripts. */
  json(): object;
}

const TEXTS: Readonly<Record<Rejected | 'failed', Readonly<Record<'would' | 'did', string>>>> = {
  'given-back': {
    would: 'get the permissions back that they had',
    did: 'got the permissions back that they had',
  },
  'left-opted-out': {
    would: 'stay opted out, as their records ask',
    did: 'stay opted out, as their records ask',
  },
  held: {
    would: 'stay held: they are still to be forgotten',
    did: 'stay held: they are still to be forgotten',
  },
  gone: { would: 'are gone from Spotler', did: 'are gone from Spotler' },
  failed: { would: 'could not be looked at', did: 'could not be dealt with: run it again' },
};
const KINDS = ['given-back', 'left-opted-out', 'held', 'gone', 'failed'] as const;

/** Builds a {@link Tally} of nobody. */
export function createTally(): Tally {
  const counts = new Map<Rejected | 'failed', number>();
  const count = (what: Rejected | 'failed') => counts.get(what) ?? 0;
  return {
    add: (what) => void counts.set(what, count(what) + 1),
    count,
    get failed() {
      return count('failed');
    },
    lines: (tense) =>
      KINDS.filter((kind) => count(kind) > 0).map((kind) => `${count(kind)} ${TEXTS[kind][tense]}.`),
    json: () => ({
      givenBack: count('given-back'),
      leftOptedOut: count('left-opted-out'),
      stillHeld: count('held'),
      gone: count('gone'),
      failed: count('failed'),
    }),
  };
}
