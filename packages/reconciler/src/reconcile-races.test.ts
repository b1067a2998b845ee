import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { reconcile } from './reconcile.ts';
import { aPolicy, aRef, aSmallWorld, type RecordState } from './testing/small-world.ts';

const aState: fc.Arbitrary<RecordState> = fc.oneof(
  fc.constant('deleted' as const),
  fc.record({
    email: fc.constantFrom('one', 'two', null),
    doNotBulkEmail: fc.boolean(),
  }),
);

/**
 * Runs one reconcile per change, all at once, with every call over a port held back until the scheduler lets
 * it go, so that fast-check chooses the order in which changes, reads and acts meet.
 */
async function settleAll(
  scheduler: fc.Scheduler,
  states: RecordState[],
  readAgain: boolean,
): Promise<boolean> {
  const world = aSmallWorld('deleted', (call) => scheduler.schedule(Promise.resolve(), call));
  const changes = states.map(async (state, index) => {
    await scheduler.schedule(Promise.resolve(), `change ${index}`);
    world.change(state);
    const source = readAgain ? world.source : rememberingFirstRead(world.source);
    await reconcile(aRef, {
      source,
      target: world.target,
      decide: aPolicy,
      maxAttempts: 20,
      readBackDelayMs: 0,
    });
  });
  await scheduler.waitFor(Promise.all(changes));
  return world.agrees();
}

function rememberingFirstRead(source: ReturnType<typeof aSmallWorld>['source']): typeof source {
  let first: ReturnType<typeof source.read> | undefined;
  return {
    read(ref) {
      first ??= source.read(ref);
      return first;
    },
  };
}

describe('reconciles of one record that race each other', () => {
  const anyRace = [fc.scheduler(), fc.array(aState, { minLength: 1, maxLength: 5 })] as const;

  it('leave Spotler as the policy wants it, whatever the order', async () => {
    await fc.assert(
      fc.asyncProperty(...anyRace, (scheduler, states) => settleAll(scheduler, states, true)),
      { numRuns: 500 },
    );
  });

  it('go wrong in some order when the second read is taken out', async () => {
    const run = await fc.check(
      fc.asyncProperty(...anyRace, (scheduler, states) => settleAll(scheduler, states, false)),
      { numRuns: 500 },
    );
    expect(run.failed).toBe(true);
  });
});
