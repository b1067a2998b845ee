import type { JobStore } from '@spotler-connector/dataverse';
import { dataverseCall } from './dataverse-call.ts';

/** The same Spotler Jobs, whose failures are the reconciler's `PortError`. */
export function dataverseJobs(store: JobStore): JobStore {
  return {
    read: (...asked) => dataverseCall(store.read(...asked)),
    claim: (...asked) => dataverseCall(store.claim(...asked)),
    finish: (...asked) => dataverseCall(store.finish(...asked)),
    standing: (...asked) => dataverseCall(store.standing(...asked)),
    probe: (...asked) => dataverseCall(store.probe(...asked)),
  };
}
