import { PortError, type ReconcileOutcome } from '@spotler-connector/reconciler';

/**
 * Runs a reconcile and arranges what has to follow, also when it was broken off: a write that was under way
 * may have been sent. Only when that is arranged the outcome is given; else it is a failure.
 */
export async function withLooks(
  run: () => Promise<ReconcileOutcome>,
  { arrange }: { readonly arrange: () => Promise<void> },
): Promise<ReconcileOutcome> {
  let outcome: ReconcileOutcome;
  try {
    outcome = await run();
  } catch (error) {
    // The message is given back all the same, and counts as one that was delivered before.
    await arrange().catch(() => {});
    throw error;
  }
  try {
    await arrange();
    return outcome;
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    const { decision, attempts, ambiguous } = outcome;
    return { kind: 'failed', failure: error.failure, decision, attempts, ambiguous };
  }
}
