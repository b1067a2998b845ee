import { describe, expect, it } from '@jest/globals';
import type { AskWithEvidence, Question } from './contacts/absence-evidence.ts';
import { SpotlerError } from './spotler-error.ts';
import {
  aFront,
  BAD_ANSWERS,
  BARE_ANSWERS,
  type BadAnswer,
  type Front,
  type Schedule,
} from './testing/hostile-front.ts';
import { aSmallSpotler, type SmallSpotler, type SmallWorld } from './testing/small-spotler.ts';

const SEEDS = 10_000;
const CALLS = ['anonymize', 'verify', 'get', 'update', 'optOut', 'upsertOptedOut'] as const;

type Random = () => number;

/** A small generator with a seed, so that a failure can be repeated. */
function randomNumbers(seed: number): Random {
  let state = seed;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 1 | state) + 0x6d2b79f5) >>> 0;
    return ((state ^ (state >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick<T>(random: Random, values: readonly T[]): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new RangeError('Nothing to pick from');
  return value;
}

function aWorld(random: Random): SmallWorld {
  const enabled = random() < 0.7;
  return {
    unknown: pick(random, ['typed', 'typed', 'bare-404', 'bare-410']),
    contact: random() < 0.7 ? { city: 'Delft', enabled } : undefined,
  };
}

/** Bad answers for a whole call, from some request on, or up to one; always the same, or any. */
function aPhase(random: Random): Schedule {
  const always = pick(random, random() < 0.5 ? BARE_ANSWERS : BAD_ANSWERS);
  const bad = random() < 0.5 ? () => always : () => pick(random, BAD_ANSWERS);
  const turn = Math.floor(random() * 6);
  return pick<Schedule>(random, [
    () => undefined,
    bad,
    (request) => (request >= turn ? bad() : undefined),
    (request) => (request < turn ? bad() : undefined),
  ]);
}

/** Makes a call; gives what it claims, as far as it can be wrong: `nobody` or `opted out`. */
async function claimOf(
  { contacts }: Front,
  call: (typeof CALLS)[number],
): Promise<'nobody' | 'opted out' | undefined> {
  const contact = { externalId: 'id-1', properties: { city: 'Gouda' } };
  const isOptOut = call === 'optOut' || call === 'upsertOptedOut';
  try {
    if (call === 'verify') return (await contacts.verify('id-1')) === 'gone' ? 'nobody' : undefined;
    if (call === 'get') return (await contacts.get('id-1')) === null ? 'nobody' : undefined;
    if (call === 'upsertOptedOut') {
      await contacts.upsertOptedOut(contact);
      return 'opted out';
    }
    const { outcome } = await (call === 'update' ? contacts.update(contact) : contacts[call]('id-1'));
    if (outcome === 'opted-out') return 'opted out';
    return outcome === 'already-anonymized' || outcome === 'unknown-contact' ? 'nobody' : undefined;
  } catch (error) {
    if (!(error instanceof SpotlerError)) throw error;
    return isOptOut && error.optedOut ? 'opted out' : undefined;
  }
}

function isTrue(claim: 'nobody' | 'opted out', spotler: SmallSpotler): boolean {
  const contact = spotler.contact();
  return claim === 'nobody' ? contact === undefined : contact?.enabled !== true;
}

interface Tally {
  claims: number;
  readonly wrong: string[];
}

/** Plays one schedule of calls and counts what was claimed. */
async function play(
  seed: number,
  aSchedule: (random: Random) => Schedule,
  tally: Tally,
  ask?: AskWithEvidence,
): Promise<void> {
  const random = randomNumbers(seed);
  const spotler = aSmallSpotler(aWorld(random));
  const front = aFront(spotler, () => ask);
  for (let count = 0; count < 4; count++) {
    const call = pick(random, CALLS);
    front.begin(aSchedule(random));
    const claim = await claimOf(front, call);
    if (claim === undefined) continue;
    tally.claims++;
    if (!isTrue(claim, spotler)) tally.wrong.push(`seed ${seed}, call ${count}: ${call} claims ${claim}`);
  }
}

/** The guard taken out: whoever looks absent is. */
function believeAll<Value>({ ask }: Question<Value>): ReturnType<Question<Value>['ask']> {
  return ask();
}

describe('behind a front that answers badly', () => {
  it(`nobody is claimed gone or opted out who is not, in ${SEEDS} schedules`, async () => {
    const tally: Tally = { claims: 0, wrong: [] };
    for (let seed = 1; seed <= SEEDS; seed++) await play(seed, aPhase, tally);
    expect(tally.wrong).toEqual([]);
    expect(tally.claims).toBeGreaterThan(SEEDS / 2);
  }, 120_000);

  it('many would be without evidence', async () => {
    const tally: Tally = { claims: 0, wrong: [] };
    for (let seed = 1; seed <= SEEDS / 10; seed++) await play(seed, aPhase, tally, believeAll);
    expect(tally.wrong.length).toBeGreaterThan(SEEDS / 100);
  }, 120_000);
});

describe('behind a front that answers each request for itself with a bare 404 or 410, or not', () => {
  /** Every question that is asked in between may be answered well, and every other one badly. */
  function flapping(share: number): (random: Random) => Schedule {
    return (random) => (): BadAnswer | undefined =>
      random() < share ? pick(random, BARE_ANSWERS) : undefined;
  }

  it.each([
    [0.01, 0.0001],
    [0.1, 0.0005],
    [0.5, 0.05],
  ])(
    'a wrong claim remains possible: with %d of the answers, at most %d of the claims',
    async (share, most) => {
      const tally: Tally = { claims: 0, wrong: [] };
      for (let seed = 1; seed <= SEEDS / 5; seed++) await play(seed, flapping(share), tally);
      expect(tally.wrong.length / tally.claims).toBeLessThanOrEqual(most);
    },
    120_000,
  );
});
