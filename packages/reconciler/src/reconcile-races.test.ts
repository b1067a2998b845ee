import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anonymizeExplicitly } from './anonymize-explicitly.ts';
import type { ContactTarget, RecordSource } from './ports.ts';
import { reconcile } from './reconcile.ts';
import { aPolicy, aRef, aSmallWorld, type RecordState } from './testing/small-world.ts';

const aState: fc.Arbitrary<RecordState> = fc.oneof(
  fc.constant('deleted' as const),
  fc.record({
    email: fc.constantFrom('one', 'two', null),
    doNotBulkEmail: fc.boolean(),
    state: fc.constantFrom('active' as const, 'inactive' as const),
  }),
);

/** A sync can be so slow that a whole job overtakes it. */
const TURNS_OF_A_SYNC = 4;

/** Something that happens to the record and sends a message. */
type Occasion = RecordState | 'ordered';

const anOccasion: fc.Arbitrary<Occasion> = fc.oneof(
  { weight: 2, arbitrary: aState },
  { weight: 1, arbitrary: fc.constant('ordered' as const) },
);

/** The reconciles as they are, or without a guard. */
interface Habits {
  source?: (source: RecordSource) => RecordSource;
  target?: (target: ContactTarget) => ContactTarget;
  claims?: boolean;
}

/**
 * Runs one reconcile per change and one job per order, all at once, with everything that takes time held back
 * until the scheduler lets it go, so that fast-check chooses the order in which changes, orders, reads and
 * acts meet.
 */
async function settleAll(
  scheduler: fc.Scheduler,
  occasions: readonly Occasion[],
  { source = (given) => given, target = (given) => given, claims = true }: Habits = {},
): Promise<boolean> {
  const world = aSmallWorld('deleted', async (call) => {
    const turns = call === 'sync' ? TURNS_OF_A_SYNC : 1;
    for (let turn = 0; turn < turns; turn++) await scheduler.schedule(Promise.resolve(), call);
  });
  const options = { target: target(world.target), origin: world.origin, maxAttempts: 20, readBackDelayMs: 0 };
  let ordered = false;
  const messages = occasions.map(async (occasion, index) => {
    await scheduler.schedule(Promise.resolve(), `occasion ${index}`);
    ordered = occasion === 'ordered';
    if (occasion === 'ordered') {
      const claim = world.order();
      if (claims) await claim();
      await anonymizeExplicitly(aRef, { ...options, source: world.source });
    } else {
      world.change(occasion);
    }
    await reconcile(aRef, { ...options, source: source(world.source), decide: aPolicy });
  });
  await scheduler.waitFor(Promise.all(messages));
  return world.agrees() && !(ordered && world.contact() !== null);
}

/** A reconcile never hears that it created a contact: so it takes nothing back. */
function creatingNothing(target: ContactTarget): ContactTarget {
  return { ...target, sync: async (...given) => ({ ...(await target.sync(...given)), created: false }) };
}

/** An order ends with the version of the record that it found, whatever the policy wants then. */
function forgettingOrders(source: RecordSource): RecordSource {
  let orderedVersion: string | null = null;
  return {
    ...source,
    async read(ref) {
      const reading = await source.read(ref);
      if (reading.order !== null) orderedVersion ??= reading.version;
      return reading.version === orderedVersion ? reading : { ...reading, order: null };
    },
  };
}

function rememberingFirstRead(source: RecordSource): RecordSource {
  let first: ReturnType<typeof source.read> | undefined;
  return {
    ...source,
    read(ref) {
      first ??= source.read(ref);
      return first;
    },
  };
}

/** The second read finds the order that the first one found: as if only versions were compared. */
function rememberingOrder(source: RecordSource): RecordSource {
  let last: { version: string | null; order: unknown } | undefined;
  return {
    ...source,
    async read(ref) {
      const reading = await source.read(ref);
      const unchanged = last !== undefined && last.version === reading.version;
      if (unchanged && last?.order === null) return { ...reading, order: null };
      last = reading;
      return reading;
    },
  };
}

function race(occasion: fc.Arbitrary<Occasion>, habits?: Habits) {
  return fc.asyncProperty(
    fc.scheduler(),
    fc.array(occasion, { minLength: 1, maxLength: 5 }),
    (scheduler, occasions) => settleAll(scheduler, occasions, habits),
  );
}

describe('reconciles of one record that race each other', () => {
  it('leave Spotler as the policy wants it, whatever the order', async () => {
    await fc.assert(race(aState), { numRuns: 500 });
  });

  it('go wrong in some order when nothing is taken back', async () => {
    const run = await fc.check(race(aState, { target: creatingNothing }), { numRuns: 5_000 });
    expect(run.failed).toBe(true);
  });

  it('go wrong in some order when the second read is taken out', async () => {
    const run = await fc.check(race(aState, { source: rememberingFirstRead }), { numRuns: 500 });
    expect(run.failed).toBe(true);
  });
});

describe('reconciles and orders that race each other', () => {
  it('leave Spotler as the policy and the orders want it, and nobody whose order came last', async () => {
    await fc.assert(race(anOccasion), { numRuns: 2_000 });
  });

  it('go wrong in some order when the second read compares versions only', async () => {
    const run = await fc.check(race(anOccasion, { source: rememberingOrder }), { numRuns: 10_000 });
    expect(run.failed).toBe(true);
  });

  it('go wrong in some order when a deactivation ends an order', async () => {
    // It is met once in some thousand runs; with this seed soon.
    const run = await fc.check(race(anOccasion, { source: forgettingOrders }), { numRuns: 1_000, seed: 14 });
    expect(run.failed).toBe(true);
  });

  it('go wrong in some order when no order claims its record', async () => {
    const run = await fc.check(race(anOccasion, { claims: false }), { numRuns: 10_000 });
    expect(run.failed).toBe(true);
  });
});
